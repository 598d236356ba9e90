import type { Random } from '../../../demo/sample/random.ts';
import { isImageDatasetError, loadImg } from '../../../src/index.ts';
import { numberOf } from '../tiny-pictures.ts';
import { kill, type WatchedWorkers } from '../watched-workers.ts';
import { NumberedFolder } from './numbered-folder.ts';

/** What can be made to fail. */
export interface Victims {
  readonly folder: NumberedFolder;
  readonly workers: WatchedWorkers;
}

type Fault = (victims: Victims, random: Random) => Promise<void>;

const anyOf = ({ folder }: Victims, random: Random): number => Math.floor(random.between(0, folder.count));

/** What happens while epochs run; two files written at a time would fail for that alone. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'file deleted': (victims, random) => victims.folder.delete(anyOf(victims, random)),
  'file cut off': (victims, random) => victims.folder.truncate(anyOf(victims, random)),
  'file replaced': (victims, random) => victims.folder.replace(anyOf(victims, random)),
  async 'worker killed'({ workers }, random) {
    if (workers.answering.size > 0) kill(random.pick([...workers.answering]));
  },
  async 'picture loaded'(victims, random) {
    const index = anyOf(victims, random);
    try {
      const handle = await victims.folder.fileHandle(index);
      const { data } = await loadImg(handle, { worker: victims.workers.worker });
      if (NumberedFolder.indexOf(numberOf(data)) !== index)
        throw new Error(`loadImg gave another picture for ${index}.`);
    } catch (error) {
      // It may have been deleted before, or be cut off, or its worker be killed.
      const isGone = error instanceof DOMException && error.name === 'NotFoundError';
      if (!isGone && !isImageDatasetError(error, 'read', 'decode', 'worker-lost')) throw error;
    }
  },
  async 'loading given up'(victims, random) {
    const abort = new AbortController();
    const handle = await victims.folder.fileHandle(anyOf(victims, random)).catch(() => undefined);
    if (!handle) return;
    const loading = loadImg(handle, { worker: victims.workers.worker, signal: abort.signal });
    abort.abort('given up');
    const reason = await loading.catch((error: unknown) => error);
    if (reason !== 'given up') throw new Error(`loadImg did not reject with its signal's reason, but ${reason}.`);
  },
};
