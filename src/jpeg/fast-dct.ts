/**
 * The fast inverse DCT of libjpeg-turbo (`jidctfst`, the algorithm of Arai, Agui and Nakajima) to the bit, as its SIMD code
 * computes it: in 16-bit integers that wrap around. TensorFlow decodes with it; browsers and Pillow take the slow one.
 *
 * Sums are taken in 32 bits here and wrapped where a product or a result needs it, which comes to the same.
 * Columns and rows are written out: one function for both takes half as long again (Node 20, 294 photographs).
 */

/** √2 cos(kπ/16), the scales that the algorithm leaves to the dequantisation; 1 for k = 0. */
const SCALES = Array.from({ length: 8 }, (_, k) => (k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16)));

/** Turns a quantisation table into multipliers, in natural order, that contain the scales (`jddctmgr.c`). */
export function fastMultipliers(quantization: Uint16Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(quantization, (step, index) => {
    const scale = Math.round(2 ** 14 * SCALES[index >> 3]! * SCALES[index & 7]!);
    return (step * scale + 2048) >> 12;
  });
}

// Constants with 8 fractional bits, shifted as the SIMD code shifts them for a product's high half.
const C1_0824 = 277 << 6;
const C1_4142 = 362 << 6;
const C1_8478 = 473 << 6;
const C2_6131_LESS_1 = -413 << 6;

/** The high half of a 16-bit product with a constant. */
function multiply(value: number, constant: number): number {
  return (((value << 18) >> 16) * constant) >> 16;
}

const workspace = new Int32Array(64);

/** Writes the 8 × 8 samples, 0 to 255, of the block whose coefficients begin at `from`. */
export function inverseFastDct(
  coefficients: Int16Array,
  from: number,
  multipliers: Int16Array,
  samples: Uint8ClampedArray,
  to: number,
  samplesPerRow: number,
): void {
  const w = workspace;
  for (let c = 0; c < 8; c++) {
    const at = from + c;
    const dc = ((coefficients[at]! * multipliers[c]!) << 16) >> 16;
    const a1 = coefficients[at + 8]!;
    const a2 = coefficients[at + 16]!;
    const a3 = coefficients[at + 24]!;
    const a4 = coefficients[at + 32]!;
    const a5 = coefficients[at + 40]!;
    const a6 = coefficients[at + 48]!;
    const a7 = coefficients[at + 56]!;
    if ((a1 | a2 | a3 | a4 | a5 | a6 | a7) === 0) {
      w[c] = dc;
      w[c + 8] = dc;
      w[c + 16] = dc;
      w[c + 24] = dc;
      w[c + 32] = dc;
      w[c + 40] = dc;
      w[c + 48] = dc;
      w[c + 56] = dc;
      continue;
    }
    const s1 = ((a1 * multipliers[c + 8]!) << 16) >> 16;
    const s2 = ((a2 * multipliers[c + 16]!) << 16) >> 16;
    const s3 = ((a3 * multipliers[c + 24]!) << 16) >> 16;
    const s4 = ((a4 * multipliers[c + 32]!) << 16) >> 16;
    const s5 = ((a5 * multipliers[c + 40]!) << 16) >> 16;
    const s6 = ((a6 * multipliers[c + 48]!) << 16) >> 16;
    const s7 = ((a7 * multipliers[c + 56]!) << 16) >> 16;
    const even0 = dc + s4;
    const even1 = dc - s4;
    const even2 = s2 + s6;
    const even3 = multiply(s2 - s6, C1_4142) - even2;
    const e0 = even0 + even2;
    const e3 = even0 - even2;
    const e1 = even1 + even3;
    const e2 = even1 - even3;
    const z13 = s5 + s3;
    const z10 = s5 - s3;
    const z11 = s1 + s7;
    const z12 = s1 - s7;
    const t7 = z11 + z13;
    const z5 = multiply(z10 + z12, C1_8478);
    const t6 = multiply(z10, C2_6131_LESS_1) - z10 + z5 - t7;
    const t5 = multiply(z11 - z13, C1_4142) - t6;
    const t4 = multiply(z12, C1_0824) - z5 + t5;
    w[c] = e0 + t7;
    w[c + 56] = e0 - t7;
    w[c + 8] = e1 + t6;
    w[c + 48] = e1 - t6;
    w[c + 16] = e2 + t5;
    w[c + 40] = e2 - t5;
    w[c + 32] = e3 + t4;
    w[c + 24] = e3 - t4;
  }
  for (let r = 0, out = to; r < 64; r += 8, out += samplesPerRow) {
    const s0 = w[r]!;
    const s1 = w[r + 1]!;
    const s2 = w[r + 2]!;
    const s3 = w[r + 3]!;
    const s4 = w[r + 4]!;
    const s5 = w[r + 5]!;
    const s6 = w[r + 6]!;
    const s7 = w[r + 7]!;
    const even0 = s0 + s4;
    const even1 = s0 - s4;
    const even2 = s2 + s6;
    const even3 = multiply(s2 - s6, C1_4142) - even2;
    const e0 = even0 + even2;
    const e3 = even0 - even2;
    const e1 = even1 + even3;
    const e2 = even1 - even3;
    const z13 = s5 + s3;
    const z10 = s5 - s3;
    const z11 = s1 + s7;
    const z12 = s1 - s7;
    const t7 = z11 + z13;
    const z5 = multiply(z10 + z12, C1_8478);
    const t6 = multiply(z10, C2_6131_LESS_1) - z10 + z5 - t7;
    const t5 = multiply(z11 - z13, C1_4142) - t6;
    const t4 = multiply(z12, C1_0824) - z5 + t5;
    samples[out] = toSample(e0 + t7);
    samples[out + 7] = toSample(e0 - t7);
    samples[out + 1] = toSample(e1 + t6);
    samples[out + 6] = toSample(e1 - t6);
    samples[out + 2] = toSample(e2 + t5);
    samples[out + 5] = toSample(e2 - t5);
    samples[out + 4] = toSample(e3 + t4);
    samples[out + 3] = toSample(e3 - t4);
  }
}

/** Drops the five fractional bits of a 16-bit number, and centres it on 128; storing it clamps. */
function toSample(value: number): number {
  return ((value << 16) >> 21) + 128;
}
