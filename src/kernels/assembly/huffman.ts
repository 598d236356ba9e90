import { bits, count, extend, fill, firstBits, LONGEST, skip } from './bit-reader';

/** Codes up to this length, practically all, are decoded by one look-up. */
const LOOKUP_BITS: i32 = 9;
const LOOKUP_ENTRIES: i32 = 1 << LOOKUP_BITS;

/**
 * A Huffman table in memory, made ready for decoding. It begins with an entry for each value of the next 9 bits: the code's
 * length in the lower byte of 16 bits, its symbol in the upper one; 0 where the code is longer.
 */
const MAX_CODE: usize = LOOKUP_ENTRIES * 2;
const OFFSET: usize = MAX_CODE + 17 * 4;
const SYMBOLS: usize = OFFSET + 17 * 4;

/**
 * A code with the bits of its value, up to this length together, is decoded by one look-up, which makes entropy decoding a tenth
 * faster (Node 20, 200 photographs of 100 kB; 11 and 12 bits gain no more).
 */
const VALUE_BITS: i32 = 10;
const VALUE_ENTRIES: i32 = 1 << VALUE_BITS;
const VALUES: usize = SYMBOLS + 256;

/** Bytes that a table takes. */
export const TABLE_BYTES: i32 = (VALUES as i32) + VALUE_ENTRIES * 4;

/**
 * Makes a table of the number of codes of each length, 1 to 16, and of their symbols, which follow these 16 bytes
 * (ISO/IEC 10918-1, annex C).
 *
 * @returns whether its codes are possible
 */
export function makeTable(table: usize, counts: usize): bool {
  const symbols = counts + 16;
  memory.fill(table, 0, TABLE_BYTES);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const codes = <i32>load<u8>(counts + length - 1);
    store<i32>(table + OFFSET + length * 4, index - code);
    for (let i = 0; i < codes; i++, code++, index++) {
      const symbol = <i32>load<u8>(symbols + index);
      store<u8>(table + SYMBOLS + index, <u8>symbol);
      if (length <= LOOKUP_BITS) addEntries(table, code, length, symbol);
    }
    store<i32>(table + MAX_CODE + length * 4, codes > 0 ? code - 1 : -1);
    // A code of ones alone is not allowed.
    if (code >= 1 << length) return false;
    code <<= 1;
  }
  addValues(table);
  return true;
}

/**
 * Adds an entry for each value of the next 10 bits that begins with a code and its value: the length of both in the lowest byte
 * of 32 bits, the run in the next one, the signed value in the upper 16 bits; 0 for others.
 */
function addValues(table: usize): void {
  for (let at = 0; at < VALUE_ENTRIES; at++) {
    const entry = <i32>load<u16>(table + ((at >> (VALUE_BITS - LOOKUP_BITS)) << 1));
    const size = (entry >> 8) & 15;
    const length = (entry & 255) + size;
    if (size === 0 || length > VALUE_BITS) continue;
    const value = extend((at >> (VALUE_BITS - length)) & ((1 << size) - 1), size);
    store<i32>(table + VALUES + (at << 2), (value << 16) | ((entry >> 12) << 8) | length);
  }
}

function addEntries(table: usize, code: i32, length: i32, symbol: i32): void {
  const first = code << (LOOKUP_BITS - length);
  const end = min((code + 1) << (LOOKUP_BITS - length), LOOKUP_ENTRIES);
  for (let at = first; at < end; at++) store<u16>(table + at * 2, <u16>((symbol << 8) | length));
}

/** The table's entry for the next bits. */
export function peek(table: usize, bits: u64): i32 {
  return load<u16>(table + (((bits >> (64 - LOOKUP_BITS)) as usize) << 1));
}

/** The table's entry of {@link addValues} for the next bits. */
export function peekValue(table: usize, bits: u64): i32 {
  return load<i32>(table + VALUES + (((bits >> (64 - VALUE_BITS)) as usize) << 2));
}

/** Decodes one symbol; a code that does not exist gives 0. */
export function readSymbol(table: usize): i32 {
  if (count < LONGEST) fill();
  const entry = peek(table, bits);
  if (entry === 0) return readLongSymbol(table);
  skip(entry & 255);
  return entry >> 8;
}

/** Decodes a symbol of more than 9 bits, 32 of which are there. */
export function readLongSymbol(table: usize): i32 {
  for (let length = LOOKUP_BITS + 1; length <= 16; length++) {
    const code = firstBits(bits, length);
    if (code > load<i32>(table + MAX_CODE + length * 4)) continue;
    skip(length);
    return load<u8>(table + SYMBOLS + code + load<i32>(table + OFFSET + length * 4));
  }
  // libjpeg has looked at 17 bits when it gives up.
  skip(17);
  return 0;
}
