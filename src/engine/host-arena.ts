const FIRST_BYTES = 2 ** 20;
const WORD_BYTES = 4;

/** Memory on the host that parts of any size are packed into, one behind the other, to go to the GPU in one write. */
export class HostArena {
  #memory = new Uint8Array();
  #used = 0;

  /** What was packed, until the next call. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#memory.subarray(0, this.#used);
  }

  /**
   * Makes room for as many bytes as will probably be packed. Memory takes no time before it is written to, and to move into a
   * larger one does.
   */
  reserve(bytes: number): void {
    if (bytes > this.#memory.length) this.#moveTo(bytes);
  }

  /** Appends, and returns the byte at which the part begins: a multiple of `alignment`. */
  write(part: ArrayBufferView<ArrayBuffer>, alignment: number = WORD_BYTES): number {
    const begin = roundUp(this.#used, alignment);
    const end = roundUp(begin + part.byteLength, WORD_BYTES);
    if (end > this.#memory.length) this.#moveTo(Math.max(end, FIRST_BYTES, 2 * this.#memory.length));
    this.#memory.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), begin);
    this.#used = end;
    return begin;
  }

  /** Empties the arena and keeps its memory. */
  clear(): void {
    this.#used = 0;
  }

  #moveTo(bytes: number): void {
    const former = this.bytes;
    this.#memory = new Uint8Array(bytes);
    this.#memory.set(former);
  }
}

/** The next multiple of `unit` from `bytes` on. */
export function roundUp(bytes: number, unit: number): number {
  return Math.ceil(bytes / unit) * unit;
}
