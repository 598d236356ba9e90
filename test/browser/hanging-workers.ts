import HangingWorker from './hanging.worker.ts?worker';
import { hangingOver, type Message } from './hangs-over.ts';

/** Workers that hang, and what is known of them. */
export interface HangingWorkers {
  readonly worker: () => Worker;
  readonly started: readonly Worker[];
  /** Resolves when so many calls have been made that hang. */
  hung(times: number): Promise<void>;
}

/**
 * Starts the library's workers, which hang over a call.
 *
 * @param count - How many of them; the others are well.
 */
export function hangingWorkers(call: string, count: number = Number.POSITIVE_INFINITY): HangingWorkers {
  const started: Worker[] = [];
  let calls = 0;
  const worker = (): Worker => {
    const name = started.length < count ? call : '';
    const made = new HangingWorker({ name });
    const hangsOver = hangingOver(name);
    const post = made.postMessage.bind(made);
    made.postMessage = (message: Message, ...rest: unknown[]): void => {
      (post as (...all: unknown[]) => void)(message, ...rest);
      if (hangsOver(message)) calls++;
    };
    started.push(made);
    return made;
  };
  const hung = async (times: number): Promise<void> => {
    while (calls < times) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { worker, started, hung };
}
