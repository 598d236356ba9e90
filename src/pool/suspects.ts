import { ImageDatasetError } from '../errors.ts';
import { type Patient, whileAlive } from './heartbeat.ts';
import { WORKER_PATIENCE_MS } from './watchdog.ts';

/** Files over which, alone or together, a worker hung when it read them: each is read alone the next time, so that the right one is blamed. */
export class Suspects {
  readonly #paths = new Set<string>();

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /**
   * Has a worker read files.
   *
   * @throws ImageDatasetError if it hangs: `worker-lost`, or `read` where it hung over the file before
   */
  async read<T>(paths: readonly string[], worker: Patient, run: () => Promise<T>): Promise<T> {
    const wasSuspected = this.#paths.has(paths[0]!);
    const result = await whileAlive(worker, run, () => {
      for (const path of paths) this.#paths.add(path);
      return readingHangError(wasSuspected);
    });
    for (const path of paths) this.#paths.delete(path);
    return result;
  }
}

function readingHangError(wasSuspected: boolean): ImageDatasetError {
  const what = `a worker did not answer for ${WORKER_PATIENCE_MS / 1000} s while it read files, and was ended`;
  return wasSuspected
    ? new ImageDatasetError('read', `${what}. Take the file out.`)
    : new ImageDatasetError('worker-lost', `${what}. Try again.`);
}
