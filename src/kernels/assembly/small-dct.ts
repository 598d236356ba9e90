import { lowOf16 } from './workspace';

/**
 * Inverse DCTs that give fewer samples than a block has, from its lowest coefficients alone:
 *
 *   sample(x, y) = 1/4 Σ C(u) C(v) coefficient(u, v) cos((2x + 1) uπ / 2n) cos((2y + 1) vπ / 2n), u and v from 0 to n - 1
 *
 * with C(0) = √½ and C = 1 else, plus 128: for n = 8 it is the one of the standard, for less the same picture n/8 as large.
 */

/** Makes the one sample, `[1, 1]`, of a block. */
export function inverseDctTo1(block: usize, quantization: usize, to: usize): void {
  store<u8>(to, sampleOf(coefficient(block, quantization, 0)));
}

/** Makes the four samples, `[2, 2]`, of a block: all cosines are √½, so that nothing is to be multiplied. */
export function inverseDctTo2(block: usize, quantization: usize, to: usize, pitch: usize): void {
  const dc = coefficient(block, quantization, 0);
  const across = coefficient(block, quantization, 1);
  const down = coefficient(block, quantization, 8);
  const both = coefficient(block, quantization, 9);
  store<u8>(to, sampleOf(dc + across + down + both));
  store<u8>(to, sampleOf(dc - across + down - both), 1);
  store<u8>(to + pitch, sampleOf(dc + across - down - both));
  store<u8>(to + pitch, sampleOf(dc - across - down + both), 1);
}

function coefficient(block: usize, quantization: usize, index: usize): i32 {
  return <i32>load<i16>(block + 2 * index) * <i32>load<u16>(quantization + 2 * index);
}

function sampleOf(eightfold: i32): u8 {
  return <u8>max(0, min(255, ((eightfold + 4) >> 3) + 128));
}

/** Fractional bits of the constants, and those that are kept between the passes. */
const FRACTION_BITS: i32 = 13;
const KEPT_BITS: i32 = 2;

/** Makes the sixteen samples, `[4, 4]`, of a block. */
export function inverseDctTo4(block: usize, quantization: usize, to: usize, pitch: usize): void {
  const row0 = dequantized(block, quantization, 0);
  const row1 = dequantized(block, quantization, 16);
  const row2 = dequantized(block, quantization, 32);
  const row3 = dequantized(block, quantization, 48);
  onePass(lowOf16(row0, row2), lowOf16(row1, row3), FRACTION_BITS - KEPT_BITS);
  const upper = first;
  const lower = second;
  // Of each row the first and third column, and the second and fourth.
  const even = i16x8.shuffle(upper, lower, 0, 2, 4, 6, 8, 10, 12, 14);
  const odd = i16x8.shuffle(upper, lower, 1, 3, 5, 7, 9, 11, 13, 15);
  onePass(even, odd, FRACTION_BITS + KEPT_BITS + 3);
  const columns = v128.xor(i8x16.narrow_i16x8_s(first, second), i8x16.splat(-128));
  const rows = i8x16.shuffle(columns, columns, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  v128.store32_lane(to, rows, 0);
  v128.store32_lane(to + pitch, rows, 1);
  v128.store32_lane(to + 2 * pitch, rows, 2);
  v128.store32_lane(to + 3 * pitch, rows, 3);
}

/** Four coefficients of a row. */
function dequantized(block: usize, quantization: usize, at: usize): v128 {
  return i16x8.mul(v128.load64_zero(block + at), v128.load64_zero(quantization + at));
}

/** What {@link onePass} gives: four numbers for the first and the second output, and for the third and the fourth. */
let first: v128 = i16x8.splat(0);
let second: v128 = i16x8.splat(0);

/**
 * Transforms four columns, or rows, and drops `bits` fractional bits.
 *
 * @param even - Of each its coefficients 0 and 2.
 * @param odd - Of each its coefficients 1 and 3.
 */
function onePass(even: v128, odd: v128, bits: i32): void {
  const half = i32x4.splat(1 << (bits - 1));
  const sum = i32x4.add(dot(even, 8192, 8192), half);
  const difference = i32x4.add(dot(even, 8192, -8192), half);
  // √2 cos(π/8) and √2 cos(3π/8)
  const outer = dot(odd, 10703, 4433);
  const inner = dot(odd, 4433, -10703);
  first = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(sum, outer), bits),
    i32x4.shr_s(i32x4.add(difference, inner), bits),
  );
  second = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.sub(difference, inner), bits),
    i32x4.shr_s(i32x4.sub(sum, outer), bits),
  );
}

function dot(pairs: v128, a: i16, b: i16): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8(a, b, a, b, a, b, a, b));
}
