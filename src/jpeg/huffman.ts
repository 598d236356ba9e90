import { JpegError } from './jpeg-error.ts';

/** Codes up to this length, practically all, are decoded by one look-up. */
export const LOOKUP_BITS = 9;

/** A Huffman table, made ready for decoding. */
export interface HuffmanTable {
  /** By the next 9 bits: `symbol << 4 | length`, or 0 where the code is longer. */
  readonly lookup: Uint16Array;
  /** The largest code of each length, -1 where there is none: `[18]`, the last one larger than any code. */
  readonly maxCode: Int32Array;
  /** What to add to a code of each length to get its place in `symbols`. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * Makes a table of the number of codes of each length and of their symbols (ISO/IEC 10918-1, annex C).
 *
 * @param counts - Codes of 1 to 16 bits: `[16]`.
 */
export function makeHuffmanTable(counts: Uint8Array, symbols: Uint8Array, isDc: boolean): HuffmanTable {
  const lookup = new Uint16Array(1 << LOOKUP_BITS);
  const maxCode = new Int32Array(18).fill(-1);
  const offset = new Int32Array(18);
  maxCode[17] = 0xfffff;
  if (isDc && symbols.some((symbol) => symbol > 15)) throw new JpegError('its Huffman tables are broken');
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1]!;
    offset[length] = index - code;
    for (let i = 0; i < count; i++, code++, index++) {
      if (length > LOOKUP_BITS) continue;
      const first = code << (LOOKUP_BITS - length);
      lookup.fill((symbols[index]! << 4) | length, first, first + (1 << (LOOKUP_BITS - length)));
    }
    if (count > 0) maxCode[length] = code - 1;
    // A code of ones alone is not allowed.
    if (code >= 1 << length) throw new JpegError('its Huffman tables are broken');
    code <<= 1;
  }
  return { lookup, maxCode, offset, symbols };
}
