import type { PreparedPicture } from '../../src/engine/picture.ts';
import { gather, type Packed, unpack } from '../../src/store/pack.ts';
import { Failure } from '../failure.ts';
import { fingerprint } from '../fingerprint.ts';
import type { StoredFile, StoredPicture } from '../protocol.ts';

import { endOf, type IndexEntry, indexHead, indexLine, readIndex } from './store-index.ts';

/** The part of `FileSystemSyncAccessHandle` that is used. */
export interface SyncFile {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}

/** Bytes of pictures after which they are made safe and the index learns of them. */
const UNSAVED_BYTES = 16 * 2 ** 20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Pictures in one file, one behind the other, and an index of them in another. The index learns of a picture only after its
 * bytes are safe, so whatever happens to the page or the machine, it never leads to a wrong one.
 */
export class StoreFiles {
  /** What earlier visits left; the place in the list is a picture's number. */
  readonly pictures: readonly StoredPicture[];
  readonly #data: SyncFile;
  readonly #index: SyncFile;
  /** By number; `undefined` for those that turned out to be damaged. */
  readonly #entries: (IndexEntry | undefined)[] = [];
  /** Pictures of earlier visits that nobody has looked at. */
  readonly #unchecked: Set<number>;
  #end = 0;
  #unsaved: IndexEntry[] = [];
  #unsavedBytes = 0;

  /**
   * Takes over what is there, unless it is of another description or mostly pictures of files that changed.
   *
   * @param description - What all pictures have in common.
   * @param maxBytes - What they may take up; more than that is not taken over.
   */
  constructor(data: SyncFile, index: SyncFile, description: string, maxBytes: number) {
    this.#data = data;
    this.#index = index;
    const text = decoder.decode(readAll(index));
    const found = readIndex(text, description, data.getSize()) ?? [];
    const end = found.reduce((most, entry) => Math.max(most, endOf(entry)), 0);
    const live = found.reduce((sum, { arrayBytes, formBytes }) => sum + arrayBytes + formBytes, 0);
    if (live > 0 && live >= end / 2 && end <= maxBytes) {
      // One by one: as arguments of a single call 130,000 are too many.
      for (const entry of found) this.#entries.push(entry);
      this.#end = end;
      // Ends a torn line, and tells by the file's date when it was last used.
      this.#append('\n');
    } else {
      index.truncate(0);
      this.#append(indexHead(description));
    }
    data.truncate(this.#end);
    this.#unchecked = new Set(this.#entries.keys());
    this.pictures = this.#entries.map((entry) => {
      const { path, size, fingerprint: content, arrayBytes, formBytes } = entry!;
      return { path, size, fingerprint: content, bytes: arrayBytes + formBytes };
    });
  }

  /** Bytes of the data file. */
  get bytes(): number {
    return this.#end;
  }

  /**
   * Adds a picture under a number that has not been used.
   *
   * @throws Failure or DOMException where the disk is full, or broken
   */
  write(id: number, file: StoredFile, picture: Packed): void {
    const bytes = gather(picture);
    const { form } = picture;
    const begin = this.#end;
    writeWhole(this.#data, bytes, begin);
    writeWhole(this.#data, form, begin + bytes.length);
    const entry: IndexEntry = {
      ...file,
      begin,
      arrayBytes: bytes.length,
      formBytes: form.length,
      checksum: checksum(file, bytes, form),
    };
    this.#entries[id] = entry;
    this.#end = endOf(entry);
    this.#unsaved.push(entry);
    this.#unsavedBytes += this.#end - begin;
    if (this.#unsavedBytes >= UNSAVED_BYTES) this.save();
  }

  /**
   * Reads a picture.
   *
   * @param spare - Used if it has the right size.
   * @returns `null` if it is not there, or damaged
   */
  read(id: number, spare?: ArrayBuffer): PreparedPicture | null {
    const entry = this.#entries[id];
    if (!entry) return null;
    const { begin, arrayBytes, formBytes } = entry;
    const buffer = spare?.byteLength === arrayBytes ? spare : new ArrayBuffer(arrayBytes);
    const bytes = new Uint8Array(buffer);
    const form = new Uint8Array(formBytes);
    const isWhole =
      this.#data.read(bytes, { at: begin }) === arrayBytes &&
      this.#data.read(form, { at: begin + arrayBytes }) === formBytes &&
      (!this.#unchecked.has(id) || checksum(entry, bytes, form) === entry.checksum);
    this.#unchecked.delete(id);
    if (isWhole) return unpack(form, buffer) as PreparedPicture;
    this.#entries[id] = undefined;
    return null;
  }

  /** Makes the pictures written so far last. */
  save(): void {
    if (this.#unsaved.length === 0) return;
    this.#data.flush();
    this.#append(this.#unsaved.map(indexLine).join(''));
    this.#index.flush();
    this.#unsaved = [];
    this.#unsavedBytes = 0;
  }

  /** Lets the files go, after what was written is made to last if that is possible. */
  close(): void {
    try {
      this.save();
    } finally {
      this.#data.close();
      this.#index.close();
    }
  }

  #append(text: string): void {
    writeWhole(this.#index, encoder.encode(text), this.#index.getSize());
  }
}

function readAll(file: SyncFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  return bytes.subarray(0, file.read(bytes, { at: 0 }));
}

/** Adds bytes at the end of a file: all of them, or none. */
function writeWhole(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, end: number): void {
  try {
    // Chromium 156 gives a negative number, as an unsigned one, where the quota of a private window is used up.
    if (file.write(bytes, { at: end }) !== bytes.length) throw new Failure('save', 'the disk is full');
  } catch (error) {
    file.truncate(end);
    throw error;
  }
}

/** Of a picture, and of whose it is: an index may be damaged and still be one. */
function checksum(
  { path, size, fingerprint: content }: StoredFile,
  bytes: Uint8Array<ArrayBuffer>,
  form: Uint8Array<ArrayBuffer>,
): string {
  const owner = encoder.encode(JSON.stringify([path, size, content]));
  return [owner, form, bytes].map(fingerprint).join('');
}
