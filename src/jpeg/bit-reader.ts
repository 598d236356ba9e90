import { type HuffmanTable, LOOKUP_BITS } from './huffman.ts';
import { truncated } from './jpeg-error.ts';

/**
 * Reads the bits of entropy-coded data up to the next marker, behind which it gives zeros, as libjpeg does.
 *
 * @throws JpegError where the file ends without a marker
 */
export class BitReader {
  readonly #data: Uint8Array;
  #position: number;
  /** The next bits, left-aligned at bit `#count - 1`. */
  #bits = 0;
  #count = 0;
  /** How many of the bits at the end were made up. */
  #padding = 0;
  #marker = 0;

  constructor(data: Uint8Array, position: number) {
    this.#data = data;
    this.#position = position;
  }

  /** Whether bits were used that the file does not have. */
  get isExhausted(): boolean {
    return this.#count < this.#padding;
  }

  /** The marker that was run into, 0 as long as there was none. */
  get marker(): number {
    return this.#marker;
  }

  /** The byte behind what was read; behind the marker, if there was one. */
  get position(): number {
    return this.#position;
  }

  /** Throws the bits away that were read ahead, and goes on behind `position`, or with zeros in front of a marker. */
  restart(position: number, marker: number): void {
    this.#position = position;
    this.#bits = 0;
    this.#count = 0;
    this.#padding = 0;
    this.#marker = marker;
  }

  /** Decodes one symbol; a code that does not exist gives 0. */
  symbol(table: HuffmanTable): number {
    if (this.#count < 17) this.#fill();
    const entry = table.lookup[(this.#bits >>> (this.#count - LOOKUP_BITS)) & ((1 << LOOKUP_BITS) - 1)]!;
    if (entry !== 0) {
      this.#count -= entry & 15;
      return entry >> 4;
    }
    for (let length = LOOKUP_BITS + 1; length <= 16; length++) {
      const code = (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
      if (code > table.maxCode[length]!) continue;
      this.#count -= length;
      return table.symbols[code + table.offset[length]!]!;
    }
    // libjpeg has looked at 17 bits when it gives up.
    this.#count -= 17;
    return 0;
  }

  /** Reads up to 16 bits. */
  bits(length: number): number {
    if (length === 0) return 0;
    if (this.#count < length) this.#fill();
    this.#count -= length;
    return (this.#bits >>> this.#count) & ((1 << length) - 1);
  }

  /** Reads a number of `length` bits that stands for a signed one (ISO/IEC 10918-1, F.2.2.1). */
  signed(length: number): number {
    const value = this.bits(length);
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /** Fills up to 24 bits or more. */
  #fill(): void {
    while (this.#count <= 24) {
      let byte = 0;
      if (this.#marker === 0) {
        byte = this.#next();
        if (byte === 0xff) {
          let code = this.#next();
          while (code === 0xff) code = this.#next();
          if (code !== 0) {
            this.#marker = code;
            byte = 0;
          }
        }
      }
      if (this.#marker !== 0) this.#padding += 8;
      this.#bits = (this.#bits << 8) | byte;
      this.#count += 8;
    }
  }

  #next(): number {
    const byte = this.#data[this.#position++];
    if (byte === undefined) throw truncated();
    return byte;
  }
}
