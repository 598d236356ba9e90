/** What NumPy on x86-64 makes of a number that 32 bits can't hold: infinite, NaN, or too large. */
const OUT_OF_RANGE = -(2 ** 31);

/** Cuts numbers to int32 as NumPy 2.0 does on x86-64: towards zero, and -2147483648 for what does not fit. */
export function castToInt32(values: ArrayLike<number>): Int32Array<ArrayBuffer> {
  const cast = new Int32Array(values.length);
  for (let at = 0; at < cast.length; at++) cast[at] = toInt32(values[at]!);
  return cast;
}

/**
 * Cuts numbers to uint8 as NumPy 2.0 does on x86-64, by way of int32: 254.99 is 254, 256 is 0, -1 is 255, NaN is 0.
 *
 * In C that is undefined, so other processors may give Keras something else.
 */
export function castToUint8(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const cast = new Uint8Array(values.length);
  for (let at = 0; at < cast.length; at++) cast[at] = toInt32(values[at]!);
  return cast;
}

function toInt32(value: number): number {
  return value > -(2 ** 31) - 1 && value < 2 ** 31 ? value | 0 : OUT_OF_RANGE;
}
