import * as Comlink from 'comlink';
import type {
  DecodeWorker,
  OpenedStore,
  Outcome,
  StoredFile,
  StoredPicture,
  StoreRequest,
  WantedPicture,
} from '../../workers/protocol.ts';
import { buffersOf, type PreparedPicture } from '../engine/picture.ts';
import { ImageDatasetError } from '../errors.ts';
import { GroupQueue, READING } from '../pool/group-queue.ts';
import { Watchdog, WORKER_PATIENCE_MS } from '../pool/watchdog.ts';
import { connectWorker, type WorkerConnection, type WorkerSource } from '../pool/worker-connection.ts';
import { type Packed, pack } from './pack.ts';

/** A picture in the store. */
export interface StoreEntry extends StoredPicture {
  readonly id: number;
}

/** A picture that is being written. */
export interface Writing {
  readonly entry: StoreEntry;
  /** Whether it is in the store after all. */
  readonly written: Promise<boolean>;
}

interface Reading extends WantedPicture {
  readonly bytes: number;
}

interface WatchedWorker extends WorkerConnection {
  end(): void;
}

/** Bytes of pictures on the way to the disk; what a disk can't keep up with is left out. */
const MAX_PENDING_BYTES = 64 * 2 ** 20;

/**
 * Pictures on disk, as the page sees them: a worker of its own holds the files, and does what it is told one after the other,
 * so a picture can be asked for as soon as it is given away.
 */
export class PictureStore {
  readonly #worker: WatchedWorker;
  readonly #reads: GroupQueue<Reading, PreparedPicture | null>;
  readonly #latest = new Map<string, StoreEntry>();
  readonly #maxBytes: number;
  #nextId: number;
  #bytes: number;
  #pendingBytes = 0;
  #problem: string | null = null;
  #isLost = false;

  private constructor(worker: WatchedWorker, { pictures, bytes, maxBytes }: OpenedStore) {
    this.#worker = worker;
    this.#bytes = bytes;
    this.#maxBytes = maxBytes;
    this.#nextId = pictures.length;
    for (const [id, picture] of pictures.entries()) this.#latest.set(picture.path, { ...picture, id });
    this.#reads = new GroupQueue((wanted) => this.#readGroup(wanted), { ...READING, bytesOf: ({ bytes }) => bytes });
  }

  /**
   * Starts a worker and has it open the store of a description, as an earlier visit left it, or new.
   *
   * @param ending - Aborts when nobody wants the store any more, also before it is open.
   * @param onLost - Called once when the worker dies, or the store is closed.
   * @throws ImageDatasetError whose message says why there can't be one
   */
  static async open(
    source: WorkerSource | undefined,
    request: StoreRequest,
    ending: AbortController,
    onLost: () => void,
  ): Promise<PictureStore> {
    let store: PictureStore | undefined;
    const { signal } = ending;
    const worker = watched(
      await connectWorker(source, {
        signal,
        onLost: () => {
          if (store) store.#isLost = true;
          onLost();
        },
      }),
      ending,
    );
    try {
      const opened = await worker.call<Outcome<OpenedStore>>((remote) => remote.openStore(request));
      if (opened.ok) {
        store = new PictureStore(worker, opened.value);
        return store;
      }
      throw new ImageDatasetError(opened.tag, `${opened.reason}.`);
    } catch (error) {
      ending.abort();
      throw error;
    }
  }

  /** Whether its worker has died. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Why nothing more is written, or something could not be read; `null` as long as all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  /** The last picture of a path, whatever its file was like. */
  latest(path: string): StoreEntry | undefined {
    return this.#latest.get(path);
  }

  /**
   * Reads a picture; `null` if it is lost.
   *
   * @param spare - A buffer, given away, that it may be put into.
   */
  async read(entry: StoreEntry, spare: ArrayBuffer | undefined, signal: AbortSignal): Promise<PreparedPicture | null> {
    const { id, bytes } = entry;
    const picture = await this.#reads.add({ id, spare, bytes }, signal);
    if (!picture) this.#forget(entry);
    return picture;
  }

  /** Gives a picture away to be written; `null` if there is no room, or the disk does not keep up, and it stays the caller's. */
  write(file: StoredFile, picture: PreparedPicture): Writing | null {
    if (this.#problem !== null) return null;
    const packed = pack(picture);
    const bytes = packed.arrayBytes + packed.form.length;
    if (this.#bytes + bytes > this.#maxBytes || this.#pendingBytes + bytes > MAX_PENDING_BYTES) return null;
    const entry: StoreEntry = { ...file, id: this.#nextId++, bytes };
    this.#latest.set(file.path, entry);
    return { entry, written: this.#write(entry, file, packed, buffersOf(picture)) };
  }

  /** Lets the files go when all that was given away is written, and ends the worker. */
  async close(): Promise<void> {
    await this.#worker.call((remote) => remote.closeStore()).catch(() => {});
    this.#worker.end();
  }

  /** @param large - Buffers to be given away; what lies in others is copied: pictures of one size have their tables in common. */
  async #write(entry: StoreEntry, file: StoredFile, packed: Packed, large: readonly ArrayBuffer[]): Promise<boolean> {
    const { id, bytes } = entry;
    this.#pendingBytes += bytes;
    this.#bytes += bytes;
    const given = Comlink.transfer(packed, [...large]);
    const outcome = await this.#call('save', (remote) => remote.writePicture(id, file, given));
    this.#pendingBytes -= bytes;
    if (outcome.ok) return true;
    this.#bytes -= bytes;
    this.#problem ??= `No more images are kept on disk: ${outcome.reason}.`;
    this.#forget(entry);
    return false;
  }

  #forget(entry: StoreEntry): void {
    if (this.#latest.get(entry.path) === entry) this.#latest.delete(entry.path);
  }

  async #readGroup(wanted: readonly Reading[]): Promise<readonly (PreparedPicture | null)[]> {
    const spares = wanted.flatMap(({ spare }) => spare ?? []);
    const given = Comlink.transfer(
      wanted.map(({ id, spare }) => ({ id, spare })),
      spares,
    );
    const outcome = await this.#call('read', (remote) => remote.readPictures(given));
    if (outcome.ok) return outcome.value;
    this.#problem ??= `Images could not be read back from the disk: ${outcome.reason}.`;
    return wanted.map(() => null);
  }

  /** Turns the loss of the worker into an outcome too: no epoch fails because of a cache. */
  async #call<T>(
    tag: 'save' | 'read',
    run: (remote: Comlink.Remote<DecodeWorker>) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    try {
      return await this.#worker.call(run);
    } catch (error) {
      return { ok: false, tag, reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** A disk that does not answer costs what it holds, and no more: after a minute its worker is ended. */
function watched({ call }: WorkerConnection, ending: AbortController): WatchedWorker {
  const end = (): void => ending.abort();
  const watchdog = new Watchdog(end);
  const silent = `the disk did not answer for ${WORKER_PATIENCE_MS / 1000} s`;
  return {
    call: (run) =>
      watchdog.watch(
        () => call(run),
        () => new ImageDatasetError('worker-lost', silent),
      ),
    end,
  };
}
