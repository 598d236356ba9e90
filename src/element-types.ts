import type * as tf from '@tensorflow/tfjs';
import type { ImageDatasetOptions } from './options/option-types.ts';

/**
 * A labelled element, as `model.fitDataset` takes it.
 *
 * `xs` is `[batch, height, width, channels]`, float32, 0 to 255 (`[batch, channels, height, width]` with
 * `dataFormat: 'channelsFirst'`; without the first axis where `batchSize` is `null`). `ys` is `[batch]` for `labelMode`
 * `'int'`, `[batch, classes]` for `'categorical'` and `[batch, 1]` for `'binary'`.
 */
export type LabelledImages = {
  xs: tf.Tensor;
  ys: tf.Tensor;
};

/** An element of `batches()`: tensors, which belong to the caller, and which file each row comes from. */
export interface TracedBatch {
  readonly xs: tf.Tensor;
  /** `null` where the dataset has no labels. */
  readonly ys: tf.Tensor | null;
  /** The file of each row, relative to the directory. */
  readonly filePaths: readonly string[];
  /** The position of each row in the dataset's `filePaths` and `labels`. */
  readonly indices: Int32Array;
}

/** Options under which the elements are image tensors alone. */
export type WithoutLabels = ImageDatasetOptions & ({ readonly labels: null } | { readonly labelMode: null });

/** Options under which the training and the validation dataset are returned together. */
export type WithBothSubsets = ImageDatasetOptions & { readonly subset: 'both' };
