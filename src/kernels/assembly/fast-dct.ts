import { highOf8, lowOf8, transpose, WORKSPACE } from './workspace';

/**
 * The fast inverse DCT of libjpeg-turbo (`jidctfst`, the algorithm of Arai, Agui and Nakajima) to the bit, as its SIMD code
 * computes it: in 16-bit integers that wrap around. TensorFlow decodes with it; browsers and Pillow take the accurate one.
 *
 * @param multipliers - The quantisation table with the algorithm's scales in it: `[64]` int16; products wrap around.
 * @param to - Where the samples go, eight rows of eight.
 * @param pitch - Bytes from a row of samples to the next.
 */
export function inverseFastDct(block: usize, multipliers: usize, to: usize, pitch: usize): void {
  transform(
    i16x8.mul(v128.load(block), v128.load(multipliers)),
    i16x8.mul(v128.load(block, 16), v128.load(multipliers, 16)),
    i16x8.mul(v128.load(block, 32), v128.load(multipliers, 32)),
    i16x8.mul(v128.load(block, 48), v128.load(multipliers, 48)),
    i16x8.mul(v128.load(block, 64), v128.load(multipliers, 64)),
    i16x8.mul(v128.load(block, 80), v128.load(multipliers, 80)),
    i16x8.mul(v128.load(block, 96), v128.load(multipliers, 96)),
    i16x8.mul(v128.load(block, 112), v128.load(multipliers, 112)),
  );
  transpose();
  const w = WORKSPACE;
  transform(
    v128.load(w),
    v128.load(w, 16),
    v128.load(w, 32),
    v128.load(w, 48),
    v128.load(w, 64),
    v128.load(w, 80),
    v128.load(w, 96),
    v128.load(w, 112),
  );
  storeColumns(to, pitch);
}

/** The samples, less 128, of a block that has but a DC coefficient. */
export function fastDctOfDc(block: usize, multipliers: usize): i32 {
  return <i32>(<i16>(<i32>load<i16>(block) * <i32>load<i16>(multipliers))) >> 5;
}

/** The high half of a 16-bit product with a constant of 8 fractional bits, shifted as the SIMD code shifts it. */
function multiply(value: v128, constant: i16): v128 {
  const shifted = i16x8.shl(value, 2);
  const factor = i16x8.splat(constant << 6);
  const low = i32x4.extmul_low_i16x8_s(shifted, factor);
  const high = i32x4.extmul_high_i16x8_s(shifted, factor);
  return i16x8.shuffle(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
}

/** Transforms the columns of eight rows, and puts them into the workspace. */
function transform(s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128): void {
  const even0 = i16x8.add(s0, s4);
  const even1 = i16x8.sub(s0, s4);
  const even2 = i16x8.add(s2, s6);
  const even3 = i16x8.sub(multiply(i16x8.sub(s2, s6), 362), even2);
  const e0 = i16x8.add(even0, even2);
  const e3 = i16x8.sub(even0, even2);
  const e1 = i16x8.add(even1, even3);
  const e2 = i16x8.sub(even1, even3);

  const z13 = i16x8.add(s5, s3);
  const z10 = i16x8.sub(s5, s3);
  const z11 = i16x8.add(s1, s7);
  const z12 = i16x8.sub(s1, s7);
  const z5 = multiply(i16x8.add(z10, z12), 473);
  const t7 = i16x8.add(z11, z13);
  // The factor is -669, too large for 16 bits: -413, less one.
  const t6 = i16x8.sub(i16x8.add(i16x8.sub(multiply(z10, -413), z10), z5), t7);
  const t5 = i16x8.sub(multiply(i16x8.sub(z11, z13), 362), t6);
  const t4 = i16x8.add(i16x8.sub(multiply(z12, 277), z5), t5);

  v128.store(WORKSPACE, i16x8.add(e0, t7));
  v128.store(WORKSPACE, i16x8.add(e1, t6), 16);
  v128.store(WORKSPACE, i16x8.add(e2, t5), 32);
  v128.store(WORKSPACE, i16x8.sub(e3, t4), 48);
  v128.store(WORKSPACE, i16x8.add(e3, t4), 64);
  v128.store(WORKSPACE, i16x8.sub(e2, t5), 80);
  v128.store(WORKSPACE, i16x8.sub(e1, t6), 96);
  v128.store(WORKSPACE, i16x8.sub(e0, t7), 112);
}

/** Writes the columns of the workspace as rows of samples. */
function storeColumns(to: usize, pitch: usize): void {
  const a0 = samplesOf(0, 64);
  const a1 = samplesOf(16, 80);
  const a2 = samplesOf(32, 96);
  const a3 = samplesOf(48, 112);
  const b0 = lowOf8(a0, a2);
  const b1 = highOf8(a0, a2);
  const b2 = lowOf8(a1, a3);
  const b3 = highOf8(a1, a3);
  const c0 = lowOf8(b0, b2);
  const c1 = highOf8(b0, b2);
  const c2 = lowOf8(b1, b3);
  const c3 = highOf8(b1, b3);
  storeTwoRows(i32x4.shuffle(c0, c2, 0, 4, 1, 5), to, pitch);
  storeTwoRows(i32x4.shuffle(c0, c2, 2, 6, 3, 7), to + 2 * pitch, pitch);
  storeTwoRows(i32x4.shuffle(c1, c3, 0, 4, 1, 5), to + 4 * pitch, pitch);
  storeTwoRows(i32x4.shuffle(c1, c3, 2, 6, 3, 7), to + 6 * pitch, pitch);
}

/** The samples of two rows of the workspace. */
function samplesOf(one: usize, other: usize): v128 {
  const first = i16x8.shr_s(v128.load(WORKSPACE + one), 5);
  const second = i16x8.shr_s(v128.load(WORKSPACE + other), 5);
  return v128.xor(i8x16.narrow_i16x8_s(first, second), i8x16.splat(-128));
}

function storeTwoRows(samples: v128, to: usize, pitch: usize): void {
  v128.store64_lane(to, samples, 0);
  v128.store64_lane(to + pitch, samples, 1);
}
