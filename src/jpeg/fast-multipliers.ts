/** √2 cos(kπ/16), the scales that the fast inverse DCT leaves to the dequantisation; 1 for k = 0. */
const SCALES = Array.from({ length: 8 }, (_, k) => (k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16)));

/** Turns a quantisation table into multipliers of the fast inverse DCT, in natural order, that contain its scales (`jddctmgr.c`). */
export function fastMultipliers(quantization: Uint16Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(quantization, (step, index) => {
    const scale = Math.round(2 ** 14 * SCALES[index >> 3]! * SCALES[index & 7]!);
    return (step * scale + 2048) >> 12;
  });
}
