/**
 * Reads the bits of entropy-coded data up to the next marker, behind which it gives zeros, as libjpeg does.
 *
 * There is one reader at a time. Its state is global; loops that matter keep it in locals of their own.
 */

import { endAt, unstuff } from './unstuff';

/** The next bits, in the order of the file from the highest down; of those below the upper `count` ones nothing is said. */
export let bits: u64 = 0;
export let count: i32 = 0;

/** The address above the next byte that is not in `bits`. */
export let next: usize = 0;

/** The address of the last byte that the file has. */
let last: usize = 0;

/** What one coefficient takes at most: a code of 16 bits, or 17 that are none, and a value of 15. */
export const LONGEST: i32 = 32;

/** Zeros behind the data: an MCU that begins within it takes no more. */
const ZEROS: usize = 10 * 64 * 4 + 16;

/** Bytes of room that a reader needs for data of this length. */
export function roomFor(length: usize): usize {
  return length + ZEROS;
}

/**
 * Goes on at `from`; if there is a `foundMarker` in front of it, there is nothing to read.
 *
 * @param room - {@link roomFor} the data.
 */
export function startReading(from: usize, to: usize, foundMarker: i32, room: usize): void {
  const top = room + roomFor(to - from);
  last = foundMarker === 0 ? unstuff(from, to, top) : endAt(from, foundMarker, top);
  memory.fill(last - ZEROS, 0, ZEROS);
  bits = 0;
  count = 0;
  next = top;
}

/** Whether bits were used that the file does not have. */
export function isExhausted(): bool {
  return <i32>(last - next) * 8 > count;
}

/** Puts back what a loop kept in its locals. */
export function keep(newBits: u64, newCount: i32, newNext: usize): void {
  bits = newBits;
  count = newCount;
  next = newNext;
}

/** Passes over bits that are there. */
export function skip(length: i32): void {
  bits <<= length as u64;
  count -= length;
}

/** Fills up to 56 bits or more. */
export function fill(): void {
  bits |= load<u64>(next - 8) >> (count as u64);
  next -= (63 - count) >> 3;
  count |= 56;
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
