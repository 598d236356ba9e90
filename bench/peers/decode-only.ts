import type { PictureFile } from '../picture-file.ts';
import BitmapWorker from './bitmap.worker.ts?worker';
import PlanesWorker from './planes.worker.ts?worker';

/** How samples are got at; each worker takes a `File` and answers when they lie in memory. */
export type Route = 'bitmap' | 'planes';

const WORKERS: Readonly<Record<Route, new () => Worker>> = { bitmap: BitmapWorker, planes: PlanesWorker };

/** Files that a worker has at once; browsers decode in threads of their own, so one at a time would leave them idle. */
const FILES_PER_WORKER = 4;

/**
 * Decodes and throws the samples away: no loader that leaves decoding to the browser can be faster.
 *
 * @param onDecoded - Called for each file; the lane of its worker waits for it.
 */
export async function decodeOnly(
  files: readonly PictureFile[],
  route: Route,
  workers: number,
  onDecoded?: () => Promise<void>,
): Promise<void> {
  const rest = files.values();
  const threads = Array.from({ length: workers }, () => new WORKERS[route]());
  const lanes = threads.flatMap((thread) => Array<Worker>(FILES_PER_WORKER).fill(thread));
  try {
    await Promise.all(
      lanes.map(async (thread) => {
        for (const handle of rest) {
          await ask(thread, await handle.getFile());
          await onDecoded?.();
        }
      }),
    );
  } finally {
    for (const thread of threads) thread.terminate();
  }
}

function ask(thread: Worker, file: File): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    thread.onerror = ({ message }) => reject(new Error(message));
    port1.onmessage = ({ data }: MessageEvent<string | undefined>) => {
      port1.close();
      data === undefined ? resolve() : reject(new Error(`${file.name}: ${data}`));
    };
    thread.postMessage(file, [port2]);
  });
}
