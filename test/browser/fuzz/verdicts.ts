import * as tf from '@tensorflow/tfjs';
import {
  directoryFromFiles,
  type ImageDatasetError,
  type ImageDatasetOptions,
  imageDatasetFromDirectory,
  isImageDatasetError,
} from '../../../src/index.ts';
import type { FuzzFile } from './mutate.ts';

/** What became of a file: its values, or the error that names it. */
export type Verdict = Float32Array | ImageDatasetError;

/** Extensions under which everything is tried that any browser decodes. */
const EXTENSIONS = ['.jpg', '.jpeg', '.png', '.gif', '.bmp', '.webp', '.avif'];

/** Sends files through a dataset, in batches, bad ones dropping out; gives the verdict on each, in their order. */
export async function verdictsOn(
  files: readonly FuzzFile[],
  options: ImageDatasetOptions,
): Promise<readonly (Verdict | undefined)[]> {
  const paths = files.map(({ format }, index) => `a/${String(index).padStart(5, '0')}.${format}`);
  const placed = files.map(({ bytes }, index) => ({ path: paths[index]!, file: new File([bytes], paths[index]!) }));
  const dataset = await imageDatasetFromDirectory(directoryFromFiles(placed), {
    ...options,
    extensions: EXTENSIONS,
    subset: null,
    verbose: false,
    shuffle: false,
    onError: 'skip',
  });
  const verdicts = new Map<string, Verdict>();
  try {
    for await (const { xs, ys, filePaths } of dataset.batches()) {
      const values = (await xs.data()) as Float32Array;
      const length = values.length / filePaths.length;
      for (const [row, path] of filePaths.entries()) verdicts.set(path, values.slice(row * length, (row + 1) * length));
      tf.dispose([xs, ys!]);
    }
  } catch (error) {
    // So does an epoch end of which nothing is left over.
    if (!isImageDatasetError(error, 'no-images')) throw error;
  } finally {
    dataset.dispose();
  }
  for (const { path, error } of dataset.report.skipped) verdicts.set(path, error);
  return paths.map((path) => verdicts.get(path));
}
