import type * as tf from '@tensorflow/tfjs';
import { buildCatalog } from './catalog/catalog.ts';
import type { Listing } from './directory/file-source.ts';
import { type ImageDirectory, listDirectory } from './directory/image-directory.ts';
import type { LabelledImages, TracedBatch, WithBothSubsets, WithoutLabels } from './element-types.ts';
import { ImageDataset } from './image-dataset.ts';
import { watchIndexing } from './index-progress.ts';
import type { ImageDatasetOptions, ResolvedOptions } from './options/option-types.ts';
import { resolveOptions } from './options/resolve-options.ts';
import { leasePool } from './pool/shared-pool.ts';
import { onPage } from './timings/on-page.ts';

/** A dataset with labels, of which class names and labels are known to be there. */
export type LabelledDataset = {
  readonly classNames: readonly string[];
  readonly labels: Int32Array;
  batches(): AsyncGenerator<TracedBatch & { readonly ys: tf.Tensor }, void, undefined>;
} & ImageDataset<LabelledImages>;

type Both<Dataset> = [training: Dataset, validation: Dataset];

/**
 * Makes a dataset of the images in a directory: `keras.utils.image_dataset_from_directory` (v3.6) for the browser.
 *
 * The same arguments in camelCase give the same files, labels, split, order of epochs and pixel values. With
 * `subset: 'both'` it returns the training and the validation dataset; with `labels` or `labelMode` `null` the elements
 * are image tensors alone. Images are read when an iterator asks for them.
 *
 * @param directory - What `openDirectory`, `directoryFromDrop`, `directoryFromFiles` or `restoreDirectory` gave, or any
 *   `FileSystemDirectoryHandle`, which is walked at each call.
 * @throws ImageDatasetError `invalid-option` before the directory is touched; then `class-names`, `label-count`, `limit`,
 *   `no-images`, `permission` or `read`
 * @example
 * ```ts
 * const directory = await openDirectory();
 * const [train, validation] = await imageDatasetFromDirectory(directory, {
 *   imageSize: [224, 224], labelMode: 'categorical', validationSplit: 0.2, subset: 'both', seed: 1337,
 * });
 * await model.fitDataset(train, { validationData: validation, epochs: 5 });
 * ```
 */
export function imageDatasetFromDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options: WithBothSubsets & WithoutLabels,
): Promise<Both<ImageDataset<tf.Tensor>>>;
export function imageDatasetFromDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options: WithBothSubsets,
): Promise<Both<LabelledDataset>>;
export function imageDatasetFromDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options: WithoutLabels,
): Promise<ImageDataset<tf.Tensor>>;
export function imageDatasetFromDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options?: ImageDatasetOptions & { readonly subset?: 'training' | 'validation' | null | undefined },
): Promise<LabelledDataset>;
export async function imageDatasetFromDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options?: ImageDatasetOptions,
): Promise<ImageDataset<tf.TensorContainer> | Both<ImageDataset<tf.TensorContainer>>> {
  const resolved = resolveOptions(options);
  resolved.signal?.throwIfAborted();
  const { signal, onProgress, extensions } = resolved;
  const watch = onProgress && watchIndexing(onProgress, extensions);
  const listing = await listDirectory(directory, { signal, onEntries: watch?.onEntries });
  watch?.finish();
  // Not while the directory is walked, which keeps two cores busy; and the page may have a model to make before it wants a batch.
  const lease = leasePool(resolved.worker, resolved.workers);
  lease.pool.warmUp();
  try {
    return makeDatasets(listing, resolved);
  } finally {
    // The datasets have leases of their own by now.
    lease.release();
  }
}

function makeDatasets(
  listing: Listing,
  resolved: ResolvedOptions,
): ImageDataset<tf.TensorContainer> | Both<ImageDataset<tf.TensorContainer>> {
  const { parts, classNames, fileCount, ignored, messages } = onPage('catalog', () => buildCatalog(listing, resolved));
  for (const message of messages) console.info(message);
  const facts = { classNames, ignored, found: { files: fileCount, classes: classNames?.length ?? null } };
  const datasets: ImageDataset<tf.TensorContainer>[] = [];
  try {
    for (const part of parts) datasets.push(new ImageDataset(part, facts, resolved));
  } catch (error) {
    for (const dataset of datasets) dataset.dispose();
    throw error;
  }
  const [first, second] = datasets;
  return second ? [first!, second] : first!;
}
