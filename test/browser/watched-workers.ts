import DecodeWorker from '../../workers/decode.worker.ts?worker';

/** Workers of which a test keeps hold. */
export interface WatchedWorkers {
  /** For the option `worker`. */
  readonly worker: () => Worker;
  /** Those that nobody has ended. */
  readonly alive: ReadonlySet<Worker>;
  /** Those of them that have answered: one that dies before has not started, which is another error. */
  readonly answering: ReadonlySet<Worker>;
}

/**
 * Starts the library's workers and knows which of them still run.
 *
 * @param onMessage - Told how many messages have come from all of them, when one starts (0) and at each message.
 */
export function watchWorkers(onMessage?: (messages: number) => void): WatchedWorkers {
  let messages = 0;
  const alive = new Set<Worker>();
  const answering = new Set<Worker>();
  const worker = (): Worker => {
    const made = new DecodeWorker();
    const terminate = made.terminate.bind(made);
    made.terminate = () => {
      alive.delete(made);
      answering.delete(made);
      terminate();
    };
    onMessage?.(messages);
    made.addEventListener('message', () => {
      if (alive.has(made)) answering.add(made);
      onMessage?.(++messages);
    });
    alive.add(made);
    return made;
  };
  return { worker, alive, answering };
}

/**
 * Ends a worker as the browser does when its memory runs out: it is gone, and says so.
 *
 * In this order: an event that is dispatched on a worker which was ended reaches nobody in WebKitGTK 2.50.
 */
export function kill(worker: Worker): void {
  worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  worker.terminate();
}
