import type { BitReader } from './bit-reader.ts';
import {
  DISTANCE_ROOT,
  DISTANCE_SYMBOLS,
  fillTable,
  INVALID,
  KIND,
  LENGTH_ROOT,
  LENGTH_SYMBOLS,
  LITERAL_ROOT,
  LITERAL_SYMBOLS,
} from './huffman.ts';

/** The tables of a compressed block, see {@link fillTable}. */
export class BlockCodes {
  readonly literals: Int32Array = new Int32Array(2048);
  readonly distances: Int32Array = new Int32Array(2048);
  readonly #lengthTable = new Int32Array(1 << LENGTH_ROOT);
  readonly #lengths = new Uint8Array(LITERAL_SYMBOLS.length + DISTANCE_SYMBOLS.length);

  /** Sets the codes of a block with fixed ones (RFC 1951, section 3.2.6). */
  setFixed(): void {
    const lengths = this.#lengths;
    lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288);
    this.#fill(288, 32);
  }

  /**
   * Reads the codes of a block with dynamic ones (RFC 1951, section 3.2.7).
   *
   * @returns whether zlib accepts them; it says nothing where `reader.isShort` is set then.
   */
  read(reader: BitReader): boolean {
    const literalCount = 257 + reader.take(5);
    const distanceCount = 1 + reader.take(5);
    const lengthCount = 4 + reader.take(4);
    if (literalCount > 286 || distanceCount > 30) return false;
    const lengths = this.#lengths.fill(0);
    for (const symbol of LENGTH_ORDER.subarray(0, lengthCount)) lengths[symbol] = reader.take(3);
    if (!fillTable(lengths.subarray(0, 19), LENGTH_SYMBOLS, LENGTH_ROOT, this.#lengthTable)) return false;
    // Without an end a block would go on for ever.
    if (!this.#readLengths(reader, literalCount + distanceCount) || lengths[256] === 0) return false;
    return this.#fill(literalCount, distanceCount);
  }

  #readLengths(reader: BitReader, count: number): boolean {
    const lengths = this.#lengths;
    for (let at = 0; at < count; ) {
      const entry = this.#lengthTable[reader.peek() & ((1 << LENGTH_ROOT) - 1)]!;
      if (!reader.skip(entry & 15) || (entry & KIND) === INVALID) return false;
      const symbol = entry >>> 16;
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      if (symbol === 16 && at === 0) return false;
      const value = symbol === 16 ? lengths[at - 1]! : 0;
      const times = symbol === 16 ? 3 + reader.take(2) : symbol === 17 ? 3 + reader.take(3) : 11 + reader.take(7);
      if (at + times > count) return false;
      lengths.fill(value, at, at + times);
      at += times;
    }
    return true;
  }

  #fill(literalCount: number, distanceCount: number): boolean {
    const literals = this.#lengths.subarray(0, literalCount);
    const distances = this.#lengths.subarray(literalCount, literalCount + distanceCount);
    return (
      fillTable(literals, LITERAL_SYMBOLS, LITERAL_ROOT, this.literals) &&
      fillTable(distances, DISTANCE_SYMBOLS, DISTANCE_ROOT, this.distances)
    );
  }
}

/** The symbols of code lengths in the order in which their own lengths are stored. */
const LENGTH_ORDER = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);
