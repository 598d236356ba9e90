import type * as tf from '@tensorflow/tfjs';
import { encodeLabels } from './catalog/encode-labels.ts';
import type { ResolvedOptions } from './options/option-types.ts';
import type { Batch } from './pipeline/epoch.ts';
import { imageTensor, labelTensor } from './tensors.ts';

/** The labels of a catalog, and how many classes they come from. */
export interface Labelling {
  readonly labels: Int32Array | null;
  readonly classes: number;
}

/** Makes the tensors of a batch, which belong to the consumer; `ys` is `null` where there are no labels. */
export function batchTensors(
  { buffer, positions }: Batch,
  labelling: Labelling,
  options: ResolvedOptions,
): { readonly xs: tf.Tensor; readonly ys: tf.Tensor | null } {
  const ys = labelsOf(positions, labelling, options);
  try {
    return { xs: imageTensor(buffer, shapeOf(positions.length, options)), ys };
  } catch (error) {
    ys?.dispose();
    throw error;
  }
}

function shapeOf(rows: number, { height, width, channels, dataFormat, batchSize }: ResolvedOptions): number[] {
  const image = dataFormat === 'channelsLast' ? [height, width, channels] : [channels, height, width];
  return batchSize === null ? image : [rows, ...image];
}

function labelsOf(
  positions: readonly number[],
  { labels, classes }: Labelling,
  { labelMode, labelDtype, batchSize }: ResolvedOptions,
): tf.Tensor | null {
  if (labels === null || labelMode === null) return null;
  const ofBatch = positions.map((position) => labels[position]!);
  return labelTensor(encodeLabels(ofBatch, labelMode, classes, labelDtype), batchSize !== null);
}
