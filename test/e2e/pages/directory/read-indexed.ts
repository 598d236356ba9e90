import * as tf from '@tensorflow/tfjs';
import type { ImageDirectory } from '../../../../src/directory/image-directory.ts';
import { imageDatasetFromDirectory } from '../../../../src/image-dataset-from-directory.ts';
import { type ShownError, shownError } from './shown-error.ts';

/** What a test gets to see of a batch, or of the error in its place. */
export interface FirstBatch {
  readonly pictures?: number;
  readonly skipped?: readonly ShownError[];
  readonly error?: ShownError;
}

/** What comes of the first batch of a directory. */
export async function readIndexed(directory: ImageDirectory, onError: 'raise' | 'skip'): Promise<FirstBatch> {
  const dataset = await imageDatasetFromDirectory(directory, { onError, shuffle: false, verbose: false });
  try {
    const { value } = await (await dataset.iterator()).next();
    const pictures = value.xs.shape[0];
    tf.dispose(value);
    return { pictures, skipped: dataset.report.skipped.map(({ error }) => shownError(error)) };
  } catch (thrown) {
    return { error: shownError(thrown) };
  } finally {
    dataset.dispose();
  }
}
