import { dequantize, highOf16, lowOf16, transpose, WORKSPACE } from './workspace';

/**
 * The accurate inverse DCT of libjpeg-turbo (`jidctint`, the algorithm of Loeffler, Ligtenberg and Moschytz) to the bit, as
 * its SIMD code computes it. Pillow and browsers decode with it.
 *
 * Leaves the samples, less 128, in the workspace.
 *
 * @param quantization - `[64]` int16.
 */
export function inverseAccurateDct(block: usize, quantization: usize): void {
  dequantize(block, quantization);
  if (hasFirstRowAlone(block)) repeatFirstRow();
  else onePass(FRACTION_BITS - KEPT_BITS);
  transpose();
  onePass(FRACTION_BITS + KEPT_BITS + 3);
  transpose();
}

/** Whether the columns have but a first coefficient. */
function hasFirstRowAlone(block: usize): bool {
  const others = v128.or(
    v128.or(v128.or(v128.load(block, 16), v128.load(block, 32)), v128.or(v128.load(block, 48), v128.load(block, 64))),
    v128.or(v128.or(v128.load(block, 80), v128.load(block, 96)), v128.load(block, 112)),
  );
  return !v128.any_true(others);
}

/** What libjpeg's SIMD code does then; it is the same but for numbers that overflow, which wrap here and are clipped else. */
function repeatFirstRow(): void {
  const row = i16x8.shl(v128.load(WORKSPACE), KEPT_BITS);
  for (let at = WORKSPACE; at < WORKSPACE + 128; at += 16) v128.store(at, row);
}

/** The samples, less 128, of a block that has but a DC coefficient. */
export function accurateDctOfDc(block: usize, quantization: usize): i32 {
  const dc = <i32>(<i16>((<i32>load<i16>(block) * <i32>load<i16>(quantization)) << KEPT_BITS));
  return (dc + 16) >> 5;
}

/** Fractional bits of the constants, and those that are kept between the passes. */
const FRACTION_BITS: i32 = 13;
const KEPT_BITS: i32 = 2;

/** Sums of two products: `a * forA + b * forB`, in the lower and the upper four lanes. */
function lowSum(a: v128, b: v128, forA: i16, forB: i16): v128 {
  return i32x4.dot_i16x8_s(lowOf16(a, b), i16x8(forA, forB, forA, forB, forA, forB, forA, forB));
}

function highSum(a: v128, b: v128, forA: i16, forB: i16): v128 {
  return i32x4.dot_i16x8_s(highOf16(a, b), i16x8(forA, forB, forA, forB, forA, forB, forA, forB));
}

/** Drops fractional bits of the lower and upper lanes, rounded, and puts them together. */
function descale(low: v128, high: v128, bits: i32): v128 {
  const half = i32x4.splat(1 << (bits - 1));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), bits), i32x4.shr_s(i32x4.add(high, half), bits));
}

/** Puts the sum and the difference of an even and an odd part in two rows of the workspace. */
function finish(row: usize, evenLow: v128, evenHigh: v128, oddLow: v128, oddHigh: v128, bits: i32): void {
  const sum = descale(i32x4.add(evenLow, oddLow), i32x4.add(evenHigh, oddHigh), bits);
  const difference = descale(i32x4.sub(evenLow, oddLow), i32x4.sub(evenHigh, oddHigh), bits);
  v128.store(WORKSPACE + row * 16, sum);
  v128.store(WORKSPACE + (7 - row) * 16, difference);
}

/** Transforms the columns of the workspace, and drops `bits` fractional bits. */
function onePass(bits: i32): void {
  const s0 = v128.load(WORKSPACE);
  const s1 = v128.load(WORKSPACE, 16);
  const s2 = v128.load(WORKSPACE, 32);
  const s3 = v128.load(WORKSPACE, 48);
  const s4 = v128.load(WORKSPACE, 64);
  const s5 = v128.load(WORKSPACE, 80);
  const s6 = v128.load(WORKSPACE, 96);
  const s7 = v128.load(WORKSPACE, 112);
  const even2Low = lowSum(s2, s6, 4433, -10704);
  const even2High = highSum(s2, s6, 4433, -10704);
  const even3Low = lowSum(s2, s6, 10703, 4433);
  const even3High = highSum(s2, s6, 10703, 4433);
  const sum = i16x8.add(s0, s4);
  const difference = i16x8.sub(s0, s4);
  const sumLow = i32x4.shl(i32x4.extend_low_i16x8_s(sum), FRACTION_BITS);
  const sumHigh = i32x4.shl(i32x4.extend_high_i16x8_s(sum), FRACTION_BITS);
  const differenceLow = i32x4.shl(i32x4.extend_low_i16x8_s(difference), FRACTION_BITS);
  const differenceHigh = i32x4.shl(i32x4.extend_high_i16x8_s(difference), FRACTION_BITS);

  const z3 = i16x8.add(s7, s3);
  const z4 = i16x8.add(s5, s1);
  const z3Low = lowSum(z3, z4, -6436, 9633);
  const z3High = highSum(z3, z4, -6436, 9633);
  const z4Low = lowSum(z3, z4, 9633, 6437);
  const z4High = highSum(z3, z4, 9633, 6437);
  const odd0Low = i32x4.add(lowSum(s7, s1, -4927, -7373), z3Low);
  const odd0High = i32x4.add(highSum(s7, s1, -4927, -7373), z3High);
  const odd3Low = i32x4.add(lowSum(s7, s1, -7373, 4926), z4Low);
  const odd3High = i32x4.add(highSum(s7, s1, -7373, 4926), z4High);
  const odd1Low = i32x4.add(lowSum(s5, s3, -4176, -20995), z4Low);
  const odd1High = i32x4.add(highSum(s5, s3, -4176, -20995), z4High);
  const odd2Low = i32x4.add(lowSum(s5, s3, -20995, 4177), z3Low);
  const odd2High = i32x4.add(highSum(s5, s3, -20995, 4177), z3High);

  finish(0, i32x4.add(sumLow, even3Low), i32x4.add(sumHigh, even3High), odd3Low, odd3High, bits);
  finish(1, i32x4.add(differenceLow, even2Low), i32x4.add(differenceHigh, even2High), odd2Low, odd2High, bits);
  finish(2, i32x4.sub(differenceLow, even2Low), i32x4.sub(differenceHigh, even2High), odd1Low, odd1High, bits);
  finish(3, i32x4.sub(sumLow, even3Low), i32x4.sub(sumHigh, even3High), odd0Low, odd0High, bits);
}
