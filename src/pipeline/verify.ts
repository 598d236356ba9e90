import type { ImageDatasetError } from '../errors.ts';
import { isFileFault } from './file-fault.ts';
import type { PictureStream } from './picture-stream.ts';

/** How far `verify` has come. */
export interface VerifyProgress {
  /** Files that were tried. */
  readonly checked: number;
  /** Files in all. */
  readonly files: number;
  /** Files among the checked ones that can't be used. */
  readonly bad: number;
}

/**
 * Prepares every picture of a stream once and gives what is wrong with those that can't be used, by their positions.
 *
 * It rejects with what is no file's fault, and with the signal's reason.
 */
export async function verifyPictures(
  stream: PictureStream,
  signal: AbortSignal,
  onProgress?: (progress: VerifyProgress) => void,
): Promise<ReadonlyMap<number, ImageDatasetError>> {
  const faults = new Map<number, ImageDatasetError>();
  const files = stream.remaining;
  const onAbort = (): void => stream.rewind(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    for (let checked = 1; ; checked++) {
      const outcome = await stream.next(signal);
      signal.throwIfAborted();
      if (outcome === null) return faults;
      if (outcome.ok) outcome.release();
      else if (isFileFault(outcome.error)) faults.set(outcome.position, outcome.error);
      else throw outcome.error;
      onProgress?.({ checked, files, bad: faults.size });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stream.skip(stream.remaining);
    stream.rewind(new DOMException('The check has ended.', 'AbortError'));
  }
}
