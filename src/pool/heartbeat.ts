import { startWait } from '../waiting/patience.ts';
import { WORKER_PATIENCE_MS } from './watchdog.ts';

/** What is known of a worker that may be at something for any time. */
export interface Patient {
  /** Has it say that it is there; one that is blocked does not answer. */
  readonly ask: () => Promise<unknown>;
  /** Whether it is known to be at something else that blocks it, and that somebody else watches. */
  readonly isExcused: () => boolean;
  /** Has to end the worker, so that all of its calls reject. */
  readonly onHang: () => void;
}

/**
 * Waits for a call as long as its worker is alive: slow disks may take any time over a file, but a worker that reads can answer.
 *
 * Asks after 30 s; a worker that has not answered 30 s later is ended, and the call rejects with `blame()`.
 */
export async function whileAlive<T>(
  { ask, isExcused, onHang }: Patient,
  run: () => Promise<T>,
  blame: () => unknown,
): Promise<T> {
  let isBlamed = false;
  const beat = (): void => {
    let isAlive = false;
    ask().then(
      () => {
        isAlive = true;
      },
      () => {},
    );
    wait = startWait(WORKER_PATIENCE_MS / 2, () => {
      if (isAlive || isExcused()) beat();
      else {
        isBlamed = true;
        onHang();
      }
    });
  };
  let wait = startWait(WORKER_PATIENCE_MS / 2, beat);
  try {
    return await run();
  } catch (error) {
    throw isBlamed ? blame() : error;
  } finally {
    wait.end();
  }
}
