import * as Comlink from 'comlink';
import { version } from '../../package.json';
import InlineWorker from '../../workers/decode.worker.ts?worker&inline';
import type { DecodeWorker } from '../../workers/protocol.ts';
import { ImageDatasetError } from '../errors.ts';
import { startWait } from '../waiting/patience.ts';

/** A worker script's address, or a function that starts the worker; the library's own code where it is not given. */
export type WorkerSource = URL | (() => Worker);

/** A worker that has answered, and calls to it that end even if it dies or is dead already. */
export interface WorkerConnection {
  call<T>(run: (remote: Comlink.Remote<DecodeWorker>) => Promise<T>): Promise<T>;
}

/** How a worker ends. */
export interface WorkerLife {
  /** Ends it at any time, also before it has answered; its calls reject with `worker-lost`. */
  readonly signal: AbortSignal;
  /** Called once when it ends or dies after it has answered. */
  readonly onLost: () => void;
}

/** Starting takes 50 ms on a laptop; a machine under load gets two hundred times as long. */
const HANDSHAKE_MS = 10_000;
/** Its script may come through the network, and its memory be there a moment later. */
const START_ATTEMPTS = 3;

/** A start that may go well the next time. */
class FailedStart extends Error {}

/**
 * Starts a worker and waits for its first answer; one that does not start is replaced twice, unless it was refused.
 *
 * @throws ImageDatasetError `worker-start`
 */
export async function connectWorker(source: WorkerSource | undefined, life: WorkerLife): Promise<WorkerConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectOnce(source, life);
    } catch (error) {
      if (!(error instanceof FailedStart)) throw error;
      if (attempt === START_ATTEMPTS) throw startError(`${error.message}, ${attempt} times`, error.cause);
    }
  }
}

async function connectOnce(
  source: WorkerSource | undefined,
  { signal, onLost }: WorkerLife,
): Promise<WorkerConnection> {
  if (signal.aborted) throw endedError();
  const worker = createWorker(source);
  const refusal = watchPolicy();
  // Comlink's calls stay pending for ever when a worker dies (https://github.com/GoogleChromeLabs/comlink/issues/601).
  const pending = new Set<(error: Error) => void>();
  const remote = Comlink.wrap<DecodeWorker>(worker);
  let hasAnswered = false;
  let lost: Error | undefined;

  const lose = (error: Error): void => {
    if (lost) return;
    lost = error;
    worker.terminate();
    // Comlink's registry of proxies would keep the worker, whose listeners keep the proxy, for ever.
    remote[Comlink.releaseProxy]();
    signal.removeEventListener('abort', end);
    for (const reject of pending) reject(lost);
    pending.clear();
    if (hasAnswered) onLost();
  };
  const fail = (cause: unknown): void => {
    if (hasAnswered) lose(lostError('it stopped', cause));
    else lose(refusal.error() ?? new FailedStart('it failed to load', { cause }));
  };
  const end = (): void => lose(endedError());
  signal.addEventListener('abort', end);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.message);
  });
  worker.addEventListener('messageerror', fail);

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
  };

  const handshake = startWait(HANDSHAKE_MS, () => lose(new FailedStart(`it gave no answer within ${HANDSHAKE_MS} ms`)));
  try {
    const answered = await connection.call((started) => started.hello());
    if (answered !== version) {
      const other = startError(`it is of version ${answered}, the page of version ${version}`);
      lose(other);
      throw other;
    }
  } finally {
    handshake.end();
    refusal.stop();
  }
  hasAnswered = true;
  return connection;
}

/** Notices that the page's policy forbids a worker: browsers say so just before the worker's error, which says nothing. */
function watchPolicy(): { readonly error: () => ImageDatasetError | undefined; readonly stop: () => void } {
  let refused: SecurityPolicyViolationEvent | undefined;
  const note = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'worker-src') refused = event;
  };
  globalThis.addEventListener('securitypolicyviolation', note);
  return {
    error: () => refused && startError(`the page's policy refused it (worker-src, ${refused.blockedURI})`, refused),
    stop: () => globalThis.removeEventListener('securitypolicyviolation', note),
  };
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

function startError(what: string, cause?: unknown): ImageDatasetError {
  return new ImageDatasetError(
    'worker-start',
    `The decoding worker did not start: ${what}. If the page has a Content-Security-Policy, either allow "worker-src blob:", or serve the file of 'tfjs-image-dataset/worker' yourself and pass its address as the option 'worker'.`,
    { option: 'worker', cause },
  );
}

function endedError(): ImageDatasetError {
  return lostError('it was ended');
}

function lostError(what: string, cause?: unknown): ImageDatasetError {
  return new ImageDatasetError(
    'worker-lost',
    `A decoding worker was lost: ${what}. Try again to go on with a new one; if it happens often, lower 'workers' or 'maxBytesInFlight'.`,
    { cause },
  );
}
