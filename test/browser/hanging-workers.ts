import HangingWorker from './hanging.worker.ts?worker';
import { hangsOver, type Message } from './hangs-over.ts';

/** Workers that hang, and what is known of them. */
export interface HangingWorkers {
  readonly worker: () => Worker;
  readonly started: readonly Worker[];
  /** Resolves when so many calls have been made that hang. */
  hung(count: number): Promise<void>;
}

/** Starts the library's workers, which hang over a call. */
export function hangingWorkers(call: string): HangingWorkers {
  const started: Worker[] = [];
  let calls = 0;
  const worker = (): Worker => {
    const made = new HangingWorker({ name: call });
    const post = made.postMessage.bind(made);
    made.postMessage = (message: Message, ...rest: unknown[]): void => {
      (post as (...all: unknown[]) => void)(message, ...rest);
      if (hangsOver(call, message)) calls++;
    };
    started.push(made);
    return made;
  };
  const hung = async (count: number): Promise<void> => {
    while (calls < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { worker, started, hung };
}
