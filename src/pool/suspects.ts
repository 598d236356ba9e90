import { ImageDatasetError } from '../errors.ts';
import { type Patient, whileAlive } from './heartbeat.ts';
import { decodingHangError } from './picture-errors.ts';
import { type Watchdog, WORKER_PATIENCE_MS } from './watchdog.ts';

/** Files over which a worker hung, alone or together: each goes alone the next time, so that the right one is blamed. */
export class Suspects {
  readonly #ofReading = new Set<string>();
  readonly #ofDecoding = new Set<string>();

  /** Whether a file is to be read alone. */
  isReadAlone(path: string): boolean {
    return this.#ofReading.has(path);
  }

  /** Whether a picture is to be decoded alone. */
  isDecodedAlone(path: string): boolean {
    return this.#ofDecoding.has(path);
  }

  /**
   * Has a worker read files.
   *
   * @throws ImageDatasetError if it hangs: `worker-lost`, or `read` where it hung over the file before
   */
  async read<T>(paths: readonly string[], worker: Patient, run: () => Promise<T>): Promise<T> {
    const wasSuspected = this.#ofReading.has(paths[0]!);
    const result = await whileAlive(worker, run, () => {
      for (const path of paths) this.#ofReading.add(path);
      return readingHangError(wasSuspected);
    });
    for (const path of paths) this.#ofReading.delete(path);
    return result;
  }

  /**
   * Has a worker decode pictures.
   *
   * @throws ImageDatasetError if it hangs: `worker-lost`, or `decode` where it had but one to decode
   */
  async decode<T>(paths: readonly string[], watchdog: Watchdog, run: () => Promise<T>): Promise<T> {
    const result = await watchdog.watch(run, () => {
      if (paths.length === 1) return decodingHangError(paths[0]!);
      for (const path of paths) this.#ofDecoding.add(path);
      return new ImageDatasetError('worker-lost', `${hang('decoded pictures')}. Try again.`);
    });
    for (const path of paths) this.#ofDecoding.delete(path);
    return result;
  }
}

function readingHangError(wasSuspected: boolean): ImageDatasetError {
  const what = hang('read files');
  return wasSuspected
    ? new ImageDatasetError('read', `${what}. Take the file out.`)
    : new ImageDatasetError('worker-lost', `${what}. Try again.`);
}

function hang(doing: string): string {
  return `a worker did not answer for ${WORKER_PATIENCE_MS / 1000} s while it ${doing}, and was ended`;
}
