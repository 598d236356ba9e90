import * as Comlink from 'comlink';
import { version } from '../../package.json';
import InlineWorker from '../../workers/decode.worker.ts?worker&inline';
import type { DecodeWorker } from '../../workers/protocol.ts';
import { ImageDatasetError } from '../errors.ts';

/** A worker script's address, or a function that starts the worker; the library's own code where it is not given. */
export type WorkerSource = URL | (() => Worker);

/** A worker that has answered, and calls to it that end even if it dies or is dead already. */
export interface WorkerConnection {
  call<T>(run: (remote: Comlink.Remote<DecodeWorker>) => Promise<T>): Promise<T>;
  terminate(): void;
}

/** Starting takes 50 ms on a laptop; a machine under load gets two hundred times as long. */
const HANDSHAKE_MS = 10_000;

/**
 * Starts a worker and waits for its first answer.
 *
 * @param onLost - Called once when the worker dies after it has answered.
 * @throws ImageDatasetError `worker-start`
 */
export async function connectWorker(source: WorkerSource | undefined, onLost: () => void): Promise<WorkerConnection> {
  const worker = createWorker(source);
  // Comlink's calls stay pending for ever when a worker dies (https://github.com/GoogleChromeLabs/comlink/issues/601).
  const pending = new Set<(error: ImageDatasetError) => void>();
  const remote = Comlink.wrap<DecodeWorker>(worker);
  let fail = (cause: unknown): ImageDatasetError => startError('it failed to load', cause);
  let lost: ImageDatasetError | undefined;

  const lose = (cause: unknown): void => {
    if (lost) return;
    lost = fail(cause);
    worker.terminate();
    for (const reject of pending) reject(lost);
    pending.clear();
    onLost();
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    lose(event.message);
  });
  worker.addEventListener('messageerror', (event) => lose(event));

  const connection: WorkerConnection = {
    call: (run) =>
      new Promise((resolve, reject) => {
        if (lost) {
          reject(lost);
          return;
        }
        pending.add(reject);
        run(remote)
          .then(resolve, reject)
          .finally(() => pending.delete(reject));
      }),
    terminate() {
      fail = (cause) => lostError('it was ended', cause);
      lose(undefined);
    },
  };

  const timer = setTimeout(() => lose(`no answer within ${HANDSHAKE_MS} ms`), HANDSHAKE_MS);
  try {
    const answered = await connection.call((started) => started.hello());
    if (answered !== version) {
      worker.terminate();
      throw startError(`it is of version ${answered}, the page of version ${version}`, undefined);
    }
  } finally {
    clearTimeout(timer);
  }
  fail = (cause) => lostError('it stopped', cause);
  return connection;
}

function createWorker(source: WorkerSource | undefined): Worker {
  if (typeof source !== 'function' && typeof Worker === 'undefined') {
    const advice = 'Run this in a browser, on a page or in a worker that can start others';
    throw new ImageDatasetError('worker-start', `Pictures are decoded in web workers, and here are none. ${advice}.`);
  }
  try {
    if (source === undefined) return new InlineWorker();
    return typeof source === 'function' ? source() : new Worker(source, { type: 'module' });
  } catch (cause) {
    throw startError('the browser refused it', cause);
  }
}

function startError(what: string, cause: unknown): ImageDatasetError {
  return new ImageDatasetError(
    'worker-start',
    `The decoding worker did not start: ${what}. If the page has a Content-Security-Policy, either allow "worker-src blob:", or serve the file of 'tfjs-image-dataset/worker' yourself and pass its address as the option 'worker'.`,
    { option: 'worker', cause },
  );
}

function lostError(what: string, cause: unknown): ImageDatasetError {
  return new ImageDatasetError(
    'worker-lost',
    `A decoding worker was lost: ${what}. Try again to go on with a new one; if it happens often, lower 'workers' or 'maxBytesInFlight'.`,
    { cause },
  );
}
