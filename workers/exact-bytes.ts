/** Puts values into bytes, a quarter of the memory; `null` if one of them is no integer from 0 to 255, or is -0. */
export function exactBytes(values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const whole = values.findIndex((value) => !Object.is(value, value & 255));
  return whole === -1 ? new Uint8Array(values) : null;
}
