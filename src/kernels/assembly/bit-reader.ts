/**
 * Reads the bits of entropy-coded data up to the next marker, behind which it gives zeros, as libjpeg does.
 *
 * There is one reader at a time. Its state is global; loops that matter keep `bits` and `count` in locals of their own.
 */

/** The next bits: the upper `count` ones, in the order of the file from the highest down; the others are zero. */
export let bits: u64 = 0;
export let count: i32 = 0;

/** The byte behind what was read; behind the marker, if there was one. */
export let position: usize = 0;
let end: usize = 0;

/** The marker that was run into, 0 as long as there was none. */
export let marker: i32 = 0;

/** How many of the bits at the end were made up. */
let padding: i32 = 0;

/** Whether the file has ended without a marker. */
export let isTruncated: bool = false;

/** What one coefficient takes at most: a code of 16 bits, or 17 that are none, and a value of 15. */
export const LONGEST: i32 = 32;

/** Goes on at `from`, with nothing read ahead; `foundMarker` is one that stands in front of it. */
export function startReading(from: usize, to: usize, foundMarker: i32): void {
  bits = 0;
  count = 0;
  position = from;
  end = to;
  marker = foundMarker;
  padding = 0;
  isTruncated = false;
}

/** Whether bits were used that the file does not have. */
export function isExhausted(): bool {
  return count < padding;
}

/** Puts back what a loop kept in its locals. */
export function keep(newBits: u64, newCount: i32): void {
  bits = newBits;
  count = newCount;
}

/** Passes over bits that are there. */
export function skip(length: i32): void {
  bits <<= length as u64;
  count -= length;
}

/** Passes over the next four bytes and gives them, unless one of them is 0xff or there are fewer: then it gives -1. */
export function nextWord(): i64 {
  if (marker !== 0 || position + 4 > end) return -1;
  const word = bswap(load<u32>(position));
  if ((word & (~word - 0x01010101) & 0x80808080) !== 0) return -1;
  position += 4;
  return word as i64;
}

/** Fills up to {@link LONGEST} bits or more. */
export function fill(): void {
  while (count <= 32) {
    const word = nextWord();
    if (word >= 0) {
      bits |= (word as u64) << ((32 - count) as u64);
      count += 32;
    } else {
      fillByte();
    }
  }
}

function fillByte(): void {
  let byte: u32 = 0;
  if (marker === 0) {
    byte = nextByte();
    if (byte === 0xff) {
      let code = nextByte();
      while (code === 0xff && !isTruncated) code = nextByte();
      if (code !== 0) {
        marker = code as i32;
        byte = 0;
      }
    }
  }
  if (marker !== 0) padding += 8;
  bits |= (byte as u64) << ((56 - count) as u64);
  count += 8;
}

/** The next byte; behind the end of the file there is an end marker. */
function nextByte(): u32 {
  if (position < end) return load<u8>(position++);
  isTruncated = true;
  marker = 0xd9;
  return 0;
}

/** The first bits, up to 16: none are 0. */
export function firstBits(bits: u64, length: i32): i32 {
  return ((bits >> 32) >> ((32 - length) as u64)) as i32;
}

/** Reads up to 16 bits. */
export function readBits(length: i32): i32 {
  if (count < length) fill();
  const value = firstBits(bits, length);
  skip(length);
  return value;
}

/** Reads a number of `length` bits, 1 or more, that stands for a signed one. */
export function readSigned(length: i32): i32 {
  return extend(readBits(length), length);
}

/** Turns a number of `length` bits into the signed one that it stands for (ISO/IEC 10918-1, F.2.2.1), without a branch. */
export function extend(value: i32, length: i32): i32 {
  const isBelowHalf = (value - (1 << (length - 1))) >> 31;
  return value + (isBelowHalf & ((-1 << length) + 1));
}
