import { isImageDatasetError } from '../errors.ts';

/** A file can't be read from a `File` that was opened before it was written to: it is opened once more. */
const READ_ATTEMPTS = 2;
/** A worker can die for what another picture did to it, and so can its successor. */
const WORKER_ATTEMPTS = 3;

/** Tries again where that may help: a picture's worker was lost, or its file has changed since it was opened. */
export async function redoing<T>(prepare: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prepare();
    } catch (error) {
      if (signal?.aborted || attempt >= attemptsFor(error)) throw error;
    }
  }
}

function attemptsFor(error: unknown): number {
  if (isImageDatasetError(error, 'read')) return READ_ATTEMPTS;
  return isImageDatasetError(error, 'worker-lost') ? WORKER_ATTEMPTS : 1;
}
