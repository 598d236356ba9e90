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

/** Whether its pairs are made. */
const HAS_PAIRS: usize = SYMBOLS + 256;

/**
 * What the next bits mean: one AC coefficient or two, which these bits, codes and values together, are enough for. Two by one
 * look-up make entropy decoding a fifth faster (Node 20, photographs of 90 kB); 10 and 12 bits gain less.
 */
const PAIR_BITS: i32 = 11;
const PAIR_ENTRIES: i32 = 1 << PAIR_BITS;
const PAIRS: usize = HAS_PAIRS + 8;

/** What these bits begin with, while pairs are made. */
const COEFFICIENTS: usize = memory.data(PAIR_ENTRIES * 4, 16);

/** Bytes that a table takes. */
export const TABLE_BYTES: i32 = (PAIRS as i32) + PAIR_ENTRIES * 8;

/** The symbol for sixteen zeros. */
const ZERO_RUN: i32 = 0xf0;

/** The step of the symbol that ends a block: it leads out of it from everywhere, and its lower bits are those of no step. */
export const END_OF_BLOCK: i32 = 64;

/**
 * Makes a table of the number of codes of each length, 1 to 16, and of their symbols, which follow these 16 bytes
 * (ISO/IEC 10918-1, annex C).
 *
 * @returns whether its codes are possible
 */
export function makeTable(table: usize, counts: usize): bool {
  const symbols = counts + 16;
  memory.fill(table, 0, PAIRS);
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
  return true;
}

/**
 * Makes the table one of AC coefficients of a sequential scan too. It gets an entry of 64 bits for each value of the next 11: the
 * lower half is about the first coefficient that they mean, the upper one about the second, each with its step in the second byte,
 * and its value in the upper 16 bits. The lowest byte is the length of both, that of the upper half the length of the first.
 *
 * The end of a block counts as a coefficient of 0. Without a second one its half is 0 but for the byte; an entry is 0 where the
 * first one is longer.
 */
export function addPairs(table: usize): void {
  if (load<i32>(table + HAS_PAIRS) !== 0) return;
  store<i32>(table + HAS_PAIRS, 1);
  for (let at = 0; at < PAIR_ENTRIES; at++) store<i32>(COEFFICIENTS + (at << 2), coefficientAt(table, at));
  for (let at = 0; at < PAIR_ENTRIES; at++) {
    const first = load<i32>(COEFFICIENTS + (at << 2));
    const length = first & 255;
    const next = load<i32>(COEFFICIENTS + (((at << length) & (PAIR_ENTRIES - 1)) << 2));
    const second = first === 0 || length + (next & 255) > PAIR_BITS ? 0 : next;
    const upper = (second & ~255) | length;
    const lower = first + (second & 255);
    store<u64>(table + PAIRS + (at << 3), ((upper as u64) << 32) | (lower as u32 as u64));
  }
}

/** The coefficient that bits begin with, or the block's end: length, step and value as in a pair; 0 for all else. */
function coefficientAt(table: usize, at: i32): i32 {
  const entry = <i32>load<u16>(table + ((at >> (PAIR_BITS - LOOKUP_BITS)) << 1));
  const symbol = entry >> 8;
  const size = symbol & 15;
  const length = (entry & 255) + size;
  if (entry === 0 || length > PAIR_BITS || symbol === ZERO_RUN) return 0;
  const value = size === 0 ? 0 : extend((at >> (PAIR_BITS - length)) & ((1 << size) - 1), size);
  return (value << 16) | (stepOf(symbol) << 8) | length;
}

/** How far behind the coefficient before it an AC symbol's own one comes. */
export function stepOf(symbol: i32): i32 {
  return (symbol & 15) === 0 && symbol !== ZERO_RUN ? END_OF_BLOCK : (symbol >> 4) + 1;
}

function addEntries(table: usize, code: i32, length: i32, symbol: i32): void {
  const first = code << (LOOKUP_BITS - length);
  const end = min((code + 1) << (LOOKUP_BITS - length), LOOKUP_ENTRIES);
  for (let at = first; at < end; at++) store<u16>(table + at * 2, <u16>((symbol << 8) | length));
}

/** The table's entry of {@link addPairs} for the next bits. */
export function peekPair(table: usize, bits: u64): u64 {
  return load<u64>(table + PAIRS + (((bits >> (64 - PAIR_BITS)) as usize) << 3));
}

/** Decodes one symbol; a code that does not exist gives 0. */
export function readSymbol(table: usize): i32 {
  if (count < LONGEST) fill();
  const entry = <i32>load<u16>(table + (((bits >> (64 - LOOKUP_BITS)) as usize) << 1));
  if (entry === 0) return readLongSymbol(table);
  skip(entry & 255);
  return entry >> 8;
}

/** Decodes a symbol of more than 9 bits, 32 of which are there. */
function readLongSymbol(table: usize): i32 {
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
