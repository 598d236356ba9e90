import { dequantize, transpose, WORKSPACE } from './workspace';

/**
 * The fast inverse DCT of libjpeg-turbo (`jidctfst`, the algorithm of Arai, Agui and Nakajima) to the bit, as its SIMD code
 * computes it: in 16-bit integers that wrap around. TensorFlow decodes with it; browsers and Pillow take the accurate one.
 *
 * Leaves the samples, less 128, in the workspace.
 *
 * @param multipliers - The quantisation table with the algorithm's scales in it: `[64]` int16.
 */
export function inverseFastDct(block: usize, multipliers: usize): void {
  dequantize(block, multipliers);
  onePass();
  transpose();
  onePass();
  transpose();
  for (let at = WORKSPACE; at < WORKSPACE + 128; at += 16) v128.store(at, i16x8.shr_s(v128.load(at), 5));
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

/** Transforms the columns of the workspace. */
function onePass(): void {
  const s0 = v128.load(WORKSPACE);
  const s1 = v128.load(WORKSPACE, 16);
  const s2 = v128.load(WORKSPACE, 32);
  const s3 = v128.load(WORKSPACE, 48);
  const s4 = v128.load(WORKSPACE, 64);
  const s5 = v128.load(WORKSPACE, 80);
  const s6 = v128.load(WORKSPACE, 96);
  const s7 = v128.load(WORKSPACE, 112);
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
