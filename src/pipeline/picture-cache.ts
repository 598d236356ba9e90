import { bytesOf, type PreparedPicture } from '../engine/picture.ts';

/** What a cache of pictures holds, and how it served. */
export interface CacheFacts {
  /** Pictures that it keeps, and their bytes. */
  readonly pictures: number;
  readonly bytes: number;
  /** How often a picture was taken from it instead of being decoded. */
  readonly hits: number;
  /** Pictures for which there was no room: they are decoded in every epoch. */
  readonly leftOut: number;
}

interface Entry {
  readonly picture: PreparedPicture;
  readonly bytes: number;
  /** What the file was like: a changed one is decoded again. */
  readonly size: number;
  readonly lastModified: number;
}

/**
 * Keeps the prepared pictures of a dataset for its later epochs, as many as there is room for.
 *
 * What comes first stays: each epoch asks for each picture once, so nothing that could be put out would be missed less.
 */
export class PictureCache {
  readonly #maxBytes: number;
  readonly #entries = new Map<number, Entry>();
  readonly #kept = new WeakSet<PreparedPicture>();
  readonly #leftOut = new Set<number>();
  #bytes = 0;
  #hits = 0;

  /** @param maxBytes - What the pictures may take up. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get facts(): CacheFacts {
    return { pictures: this.#entries.size, bytes: this.#bytes, hits: this.#hits, leftOut: this.#leftOut.size };
  }

  /** Gives the picture at a position of the catalog, if it is here and its file has not changed; it is not to be altered. */
  get(position: number, { size, lastModified }: File): PreparedPicture | undefined {
    const entry = this.#entries.get(position);
    if (entry?.size !== size || entry.lastModified !== lastModified) return undefined;
    this.#hits++;
    return entry.picture;
  }

  /** Keeps a picture, in place of an older one of its position, if there is room. */
  put(position: number, { size, lastModified }: File, picture: PreparedPicture): void {
    this.#remove(position);
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

  /** Whether a picture is kept, so that nobody else may have its memory. */
  keeps(picture: PreparedPicture): boolean {
    return this.#kept.has(picture);
  }

  /** Lets everything go. */
  clear(): void {
    for (const position of [...this.#entries.keys()]) this.#remove(position);
  }

  #remove(position: number): void {
    const entry = this.#entries.get(position);
    if (!entry) return;
    this.#entries.delete(position);
    this.#bytes -= entry.bytes;
  }
}
