/** √2 cos(kπ/16), 1 for k = 0: the scales that the fast inverse DCT leaves to the dequantisation. */
const ALONG = Array.from({ length: 8 }, (_, k) => (k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16)));

/** Of both directions, in natural order, with 14 fractional bits. */
const SCALES = Int32Array.from({ length: 64 }, (_, index) =>
  Math.round(2 ** 14 * ALONG[index >> 3]! * ALONG[index & 7]!),
);

/** Turns a quantisation table into multipliers of the fast inverse DCT, in natural order, that contain its scales (`jddctmgr.c`). */
export function fastMultipliers(quantization: Uint16Array): Int16Array<ArrayBuffer> {
  const multipliers = new Int16Array(64);
  for (let index = 0; index < 64; index++) {
    multipliers[index] = (quantization[index]! * SCALES[index]! + 2048) >> 12;
  }
  return multipliers;
}
