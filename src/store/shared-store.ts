import type { StoreRequest } from '../../workers/protocol.ts';
import type { WorkerSource } from '../pool/worker-connection.ts';
import { PictureStore } from './picture-store.ts';

/** A share in a store of the page. */
export interface StoreLease {
  /** Rejects where the store can't be opened. */
  readonly opening: Promise<PictureStore>;
  /** The last one to let go closes the store. */
  release(): void;
}

interface SharedStore {
  readonly opening: Promise<PictureStore>;
  readonly ending: AbortController;
  isOpen: boolean;
  leases: number;
}

const stores = new Map<string, SharedStore>();
/** Stores on their way out: nobody can open them again before. */
const closing = new Map<string, Promise<void>>();

/** Gives a share in the one store that a page has for a description: training and validation have theirs in common. */
export function leaseStore(source: WorkerSource | undefined, request: StoreRequest): StoreLease {
  const { description } = request;
  const shared = stores.get(description) ?? start(source, request);
  shared.leases++;
  let isHeld = true;
  return {
    opening: shared.opening,
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (--shared.leases === 0) close(description, shared);
    },
  };
}

function start(source: WorkerSource | undefined, request: StoreRequest): SharedStore {
  const { description } = request;
  // One that was lost, or could not be opened, is no use to anybody who comes later.
  const leave = (): void => {
    if (stores.get(description) === shared) stores.delete(description);
  };
  const closed = closing.get(description) ?? Promise.resolve();
  const ending = new AbortController();
  const opening = closed.then(() => PictureStore.open(source, request, ending, leave));
  const shared: SharedStore = { opening, ending, isOpen: false, leases: 0 };
  stores.set(description, shared);
  opening.then(() => {
    shared.isOpen = true;
  }, leave);
  return shared;
}

function close(description: string, shared: SharedStore): void {
  if (stores.get(description) === shared) stores.delete(description);
  // What is open has to be written to its end; what is being opened has nothing to lose.
  if (!shared.isOpen) shared.ending.abort();
  const closed = shared.opening.then(
    (store) => store.close(),
    () => {},
  );
  closing.set(description, closed);
  void closed.then(() => {
    if (closing.get(description) === closed) closing.delete(description);
  });
}
