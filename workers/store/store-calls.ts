import * as Comlink from 'comlink';
import { buffersOf } from '../../src/engine/picture.ts';
import { attempt, Failure } from '../failure.ts';
import type { StoreWorker } from '../protocol.ts';
import { openStore } from './open-store.ts';
import type { StoreFiles } from './store-files.ts';

/** Pictures that were written are made to last once nothing came for so long. */
const REST_MS = 1000;

let open: StoreFiles | undefined;
let resting: ReturnType<typeof setTimeout> | undefined;

/** The calls of the page that concern the store of this worker. */
export const storeCalls: StoreWorker = {
  openStore: (request) =>
    attempt('unsupported', async () => {
      const { files, maxBytes } = await openStore(request);
      open = files;
      return { pictures: files.pictures, bytes: files.bytes, maxBytes };
    }),

  writePicture: (id, file, picture) =>
    attempt('save', () => {
      clearTimeout(resting);
      resting = setTimeout(saveQuietly, REST_MS);
      current().write(id, file, picture);
    }),

  async readPictures(wanted) {
    const outcome = await attempt('read', () => wanted.map(({ id, spare }) => current().read(id, spare)));
    if (!outcome.ok) return outcome;
    const buffers = outcome.value.flatMap((picture) => (picture ? buffersOf(picture) : []));
    return Comlink.transfer(outcome, buffers);
  },

  closeStore() {
    clearTimeout(resting);
    open?.close();
    open = undefined;
  },
};

function saveQuietly(): void {
  try {
    open?.save();
  } catch {
    // Tried again with the next pictures, whose writer is told, and on closing.
  }
}

function current(): StoreFiles {
  if (open) return open;
  throw new Failure('worker-lost', 'the store is closed');
}
