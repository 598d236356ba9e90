/** Bytes of any value that have to follow the data, so that bits can be looked at before it is known how many count. */
export const PADDING = 16;

/** Reads numbers of bits, least significant first (RFC 1951, section 3.1.1). */
export class BitReader {
  readonly view: DataView;
  /** Bit at which the next read begins. */
  position = 0;
  /** Bit at which the data that may be read ends. */
  limit = 0;
  /** Whether a read has asked for bits beyond `limit`; it was given 0, and nothing was read. */
  isShort = false;

  /** @param bytes - data and {@link PADDING}; less than 2^29, for positions are taken apart as 32-bit numbers. */
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next 25 bits at least, of which those beyond `limit` say nothing. */
  peek(): number {
    return this.view.getInt32(this.position >>> 3, true) >>> (this.position & 7);
  }

  /** Reads up to 16 bits. */
  take(bits: number): number {
    const value = this.peek() & ((1 << bits) - 1);
    return this.skip(bits) ? value : 0;
  }

  /** Passes over bits; returns whether there were that many. */
  skip(bits: number): boolean {
    if (this.position + bits > this.limit) this.isShort = true;
    else this.position += bits;
    return !this.isShort;
  }

  skipToByte(): void {
    this.position = Math.ceil(this.position / 8) * 8;
  }
}
