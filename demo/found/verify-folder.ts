import { type DatasetReport, type ImageDirectory, imageDatasetFromDirectory } from '../../src/index.ts';
import type { LoaderOptions } from '../options/loader-options.ts';
import { extensionsOf } from '../options/picture-extensions.ts';
import { countFormats, type FileFacts, summariseSizes } from './file-facts.ts';

/** As many as keep a disk busy. */
const FILES_AT_ONCE = 16;

/** What is known of a folder when every file was opened and decoded. */
export interface FolderCheck extends FileFacts {
  readonly files: number;
  readonly broken: DatasetReport['skipped'];
  readonly misnamed: DatasetReport['misnamed'];
  /** Photographs that say in their EXIF data that they are turned. */
  readonly rotated: number;
}

/** Decodes every picture of a folder once. */
export async function verifyFolder(
  directory: ImageDirectory,
  options: LoaderOptions,
  signal: AbortSignal,
  onProgress: (progress: { readonly checked: number; readonly files: number; readonly bad: number }) => void,
): Promise<FolderCheck> {
  // Neither size nor engine matter here: the least work.
  const dataset = await imageDatasetFromDirectory(directory, {
    imageSize: 1,
    interpolation: 'nearest',
    engine: 'cpu',
    extensions: extensionsOf(options),
    shuffle: false,
    onError: 'skip',
    verbose: false,
    signal,
  });
  try {
    const broken = await dataset.verify({ signal, onProgress });
    const sizes = await readSizes(directory, dataset.filePaths, signal);
    const { misnamed, rotated, imageSizes } = dataset.report;
    const formats = countFormats(dataset.filePaths, broken, misnamed);
    return {
      files: dataset.filePaths.length,
      broken,
      misnamed,
      rotated,
      formats,
      imageSizes,
      sizes: summariseSizes(sizes),
    };
  } finally {
    dataset.dispose();
  }
}

/** A file that can't be opened is among the broken ones, and has no size. */
async function readSizes(directory: ImageDirectory, paths: readonly string[], signal: AbortSignal): Promise<number[]> {
  const sizes: number[] = [];
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE) {
    signal.throwIfAborted();
    const group = paths.slice(start, start + FILES_AT_ONCE);
    sizes.push(
      ...(await Promise.all(
        group.map((path) =>
          directory.open(path).then(
            ({ size }) => size,
            () => 0,
          ),
        ),
      )),
    );
  }
  return sizes;
}
