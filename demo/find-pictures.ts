import {
  type ImageDirectory,
  type IndexProgress,
  imageDatasetFromDirectory,
  type LabelledDataset,
} from '../src/index.ts';
import { IMAGE_SIZE } from './model.ts';

/** Small, so that the page gets its turn often also where the processor trains. */
const BATCH_SIZE = 16;

/** The two parts of a folder. */
export interface Pictures {
  readonly training: LabelledDataset;
  readonly validation: LabelledDataset;
}

/** Finds the pictures of a folder; they are held until `signal` is aborted. */
export async function findPictures(
  directory: ImageDirectory,
  signal: AbortSignal,
  onProgress: (progress: IndexProgress) => void,
): Promise<Pictures> {
  const [training, validation] = await imageDatasetFromDirectory(directory, {
    labelMode: 'categorical',
    imageSize: IMAGE_SIZE,
    batchSize: BATCH_SIZE,
    validationSplit: 0.2,
    subset: 'both',
    seed: 1337,
    onError: 'skip',
    signal,
    onProgress,
  });
  signal.addEventListener('abort', () => {
    training.dispose();
    validation.dispose();
  });
  return { training, validation };
}
