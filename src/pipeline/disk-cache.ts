import { version } from '../../package.json';
import type { PrepareRequest } from '../../workers/protocol.ts';
import type { PreparedPicture } from '../engine/picture.ts';
import { isImageDatasetError } from '../errors.ts';
import type { WorkerSource } from '../pool/worker-connection.ts';
import type { PictureStore, StoreEntry } from '../store/picture-store.ts';
import { leaseStore, type StoreLease } from '../store/shared-store.ts';
import type { CacheFacts, FileIdentity, KeptPicture, PictureCache } from './picture-cache.ts';

/** A worker that is lost, or a disk that does not answer, may hold up an epoch for a minute: not each of them. */
const MAX_LOSSES = 3;

/** A picture that is known to be that of its file. */
interface Known {
  readonly entry: StoreEntry;
  readonly lastModified: number;
}

interface Offer {
  readonly file: FileIdentity;
  readonly fingerprint: string;
}

/** What a cache on disk is made of. */
export interface DiskCacheParts {
  readonly maxBytes: number;
  /** Whether the browser decodes, so that its pictures are those of one release of it. */
  readonly isBrowsersWork: boolean;
  readonly worker: WorkerSource | undefined;
}

/**
 * A cache on disk, which later visits find again.
 *
 * A picture that this dataset did not write itself is taken for that of a file only after the file was read once and its
 * content has the right fingerprint: other folders have files of the same paths, sizes and times, such as MNIST and
 * Fashion-MNIST.
 */
export class DiskCache implements PictureCache {
  readonly wantsFingerprint = true;
  readonly #parts: DiskCacheParts;
  readonly #known = new Map<number, Known>();
  readonly #leftOut = new Set<number>();
  #offers = new WeakMap<PreparedPicture, Offer>();
  #description = '';
  #kind: PreparedPicture['kind'] = 'resampled';
  #lease: StoreLease | undefined;
  #opening: Promise<void> | undefined;
  #store: PictureStore | undefined;
  #problem: string | null = null;
  #hits = 0;
  #losses = 0;
  #isClosed = false;

  constructor(parts: DiskCacheParts) {
    this.#parts = parts;
  }

  get facts(): CacheFacts {
    let bytes = 0;
    for (const { entry } of this.#known.values()) bytes += entry.bytes;
    return {
      where: 'disk',
      pictures: this.#known.size,
      bytes,
      hits: this.#hits,
      leftOut: this.#leftOut.size,
      problem: this.#problem ?? this.#store?.problem ?? null,
    };
  }

  /** Opens the store if it is not open: once more in each epoch where it failed, because another tab may have let it go. */
  async begin(request: PrepareRequest): Promise<void> {
    const browser = this.#parts.isBrowsersWork ? navigator.userAgent : null;
    const description = JSON.stringify({ version, browser, ...request });
    if (this.#store?.isLost) this.#lose(this.#store.problem);
    if (description !== this.#description) this.#letGo();
    if (this.#isClosed || this.#losses >= MAX_LOSSES) return;
    this.#description = description;
    this.#kind = request.output === 'resampled' ? 'resampled' : 'planned';
    this.#opening ??= this.#open();
    await this.#opening;
  }

  find({ position, path, size, lastModified }: FileIdentity, fingerprint?: string): KeptPicture | null {
    const store = this.#store;
    // Bytes would be admitted for what a lost one can't give, and its picture would be decoded in their place.
    if (!store || store.isLost) return null;
    const known = this.#known.get(position);
    const isSame = known?.entry.size === size && known.lastModified === lastModified;
    const entry = isSame ? known.entry : store.latest(path);
    if (!entry || (!isSame && !(entry.size === size && entry.fingerprint === fingerprint))) return null;
    return {
      kind: this.#kind,
      bytes: entry.bytes,
      read: async (spare, signal) => {
        const picture = await store.read(entry, spare, signal);
        if (this.#store !== store) return picture;
        if (picture) {
          this.#hits++;
          this.#known.set(position, { entry, lastModified });
        } else this.#known.delete(position);
        return picture;
      },
    };
  }

  offer(file: FileIdentity, fingerprint: string | null, picture: PreparedPicture): void {
    if (fingerprint !== null && picture.kind === this.#kind) this.#offers.set(picture, { file, fingerprint });
  }

  /** Has a picture written, now that nobody else needs its memory. */
  takeOver(picture: PreparedPicture): boolean {
    const store = this.#store;
    const offer = this.#offers.get(picture);
    if (!store || !offer) return false;
    this.#offers.delete(picture);
    const { position, path, size, lastModified } = offer.file;
    const writing = store.write({ path, size, fingerprint: offer.fingerprint }, picture);
    if (!writing) {
      this.#leaveOut(position);
      return false;
    }
    const { entry, written } = writing;
    this.#known.set(position, { entry, lastModified });
    this.#leftOut.delete(position);
    void written.then((isThere) => {
      if (!isThere && this.#known.get(position)?.entry === entry) this.#leaveOut(position);
    });
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#letGo();
  }

  async #open(): Promise<void> {
    const { worker, maxBytes } = this.#parts;
    const lease = leaseStore(worker, { description: this.#description, maxBytes });
    this.#lease = lease;
    try {
      const store = await lease.opening;
      if (this.#lease !== lease) return;
      this.#store = store;
      this.#problem = null;
    } catch (error) {
      if (this.#lease !== lease) return;
      const problem = `Images are not kept on disk: ${error instanceof Error ? error.message : String(error)}`;
      if (isImageDatasetError(error, 'worker-lost')) this.#lose(problem);
      else {
        this.#letGo();
        this.#problem = problem;
      }
    }
  }

  #lose(problem: string | null): void {
    this.#losses++;
    this.#letGo();
    this.#problem = problem ?? 'Images are not kept on disk: the worker that wrote them was lost.';
  }

  #leaveOut(position: number): void {
    this.#known.delete(position);
    this.#leftOut.add(position);
  }

  #letGo(): void {
    this.#lease?.release();
    this.#lease = undefined;
    this.#opening = undefined;
    this.#store = undefined;
    this.#known.clear();
    this.#offers = new WeakMap();
  }
}
