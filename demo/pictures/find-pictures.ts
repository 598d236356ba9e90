import {
  type CacheChoice,
  type ImageDirectory,
  type IndexProgress,
  imageDatasetFromDirectory,
  type LabelledDataset,
} from '../../src/index.ts';
import { type LoaderOptions, pixelOptions } from '../options/loader-options.ts';
import { extensionsOf } from '../options/picture-extensions.ts';

/** The two parts of a folder, as the options have it. */
export interface Pictures {
  readonly options: LoaderOptions;
  readonly training: LabelledDataset;
  readonly validation: LabelledDataset;
  dispose(): void;
}

/** Finds the pictures of a folder; they are held until they are disposed of, or `signal` is aborted. */
export async function findPictures(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options: LoaderOptions,
  { signal, cache = false, onProgress }: FindingOptions,
): Promise<Pictures> {
  const [training, validation] = await imageDatasetFromDirectory(directory, {
    ...pixelOptions(options),
    labelMode: 'categorical',
    batchSize: options.batchSize,
    validationSplit: options.validationSplit,
    subset: 'both',
    seed: options.seed,
    extensions: extensionsOf(options),
    onError: 'skip',
    cache,
    signal,
    onProgress,
  });
  const disposal = new AbortController();
  const dispose = (): void => {
    disposal.abort();
    training.dispose();
    validation.dispose();
  };
  signal.addEventListener('abort', dispose, { signal: disposal.signal });
  return { options, training, validation, dispose };
}

interface FindingOptions {
  readonly signal: AbortSignal;
  /** It helps from the second epoch on. */
  readonly cache?: CacheChoice;
  readonly onProgress?: (progress: IndexProgress) => void;
}
