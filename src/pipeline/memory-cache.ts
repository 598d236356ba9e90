import { bytesOf, type PreparedPicture } from '../engine/picture.ts';
import type { CacheFacts, FileIdentity, KeptPicture, PictureCache } from './picture-cache.ts';

interface Entry {
  readonly picture: PreparedPicture;
  readonly bytes: number;
  /** What the file was like: a changed one is decoded again. */
  readonly size: number;
  readonly lastModified: number;
}

/**
 * A cache in memory.
 *
 * What comes first stays: each epoch asks for each picture once, so nothing that could be put out would be missed less.
 */
export class MemoryCache implements PictureCache {
  readonly wantsFingerprint = false;
  readonly #maxBytes: number;
  readonly #entries = new Map<number, Entry>();
  readonly #kept = new WeakSet<PreparedPicture>();
  readonly #leftOut = new Set<number>();
  #bytes = 0;
  #hits = 0;
  #isClosed = false;

  /** @param maxBytes - What the pictures may take up. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get facts(): CacheFacts {
    return {
      where: 'memory',
      pictures: this.#entries.size,
      bytes: this.#bytes,
      hits: this.#hits,
      leftOut: this.#leftOut.size,
      problem: null,
    };
  }

  begin(): Promise<void> {
    return Promise.resolve();
  }

  find({ position, size, lastModified }: FileIdentity): KeptPicture | null {
    const entry = this.#entries.get(position);
    if (entry?.size !== size || entry.lastModified !== lastModified) return null;
    const { picture } = entry;
    return {
      kind: picture.kind,
      bytes: 0,
      read: () => {
        this.#hits++;
        return Promise.resolve(picture);
      },
    };
  }

  /** Keeps a picture, in place of an older one of its position, if there is room; none that was on its way when the cache was closed. */
  offer({ position, size, lastModified }: FileIdentity, _: string | null, picture: PreparedPicture): void {
    this.#remove(position);
    if (this.#isClosed) return;
    const bytes = bytesOf(picture);
    if (this.#bytes + bytes > this.#maxBytes) {
      this.#leftOut.add(position);
      return;
    }
    this.#entries.set(position, { picture, bytes, size, lastModified });
    this.#kept.add(picture);
    this.#leftOut.delete(position);
    this.#bytes += bytes;
  }

  takeOver(picture: PreparedPicture): boolean {
    return this.#kept.has(picture);
  }

  close(): void {
    this.#isClosed = true;
    for (const position of [...this.#entries.keys()]) this.#remove(position);
  }

  #remove(position: number): void {
    const entry = this.#entries.get(position);
    if (!entry) return;
    this.#entries.delete(position);
    this.#bytes -= entry.bytes;
  }
}
