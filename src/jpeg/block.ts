import type { BitReader } from './bit-reader.ts';
import type { HuffmanTable } from './huffman.ts';
import { NATURAL_ORDER } from './zigzag.ts';

/**
 * Decodes a block of a sequential scan (ISO/IEC 10918-1, F.2.2).
 *
 * @returns its DC coefficient, for the next block of the component
 */
export function decodeBlock(
  reader: BitReader,
  dc: HuffmanTable,
  ac: HuffmanTable,
  lastDc: number,
  coefficients: Int16Array,
  at: number,
): number {
  const size = reader.symbol(dc);
  const value = size === 0 ? lastDc : (lastDc + reader.signed(size)) | 0;
  coefficients[at] = value;
  for (let k = 1; k < 64; k++) {
    const symbol = reader.symbol(ac);
    const length = symbol & 15;
    const run = symbol >> 4;
    if (length !== 0) {
      k += run;
      coefficients[at + NATURAL_ORDER[k]!] = reader.signed(length);
    } else {
      if (run !== 15) break;
      k += 15;
    }
  }
  return value;
}
