import { Failure } from './failure.ts';

/** TensorFlow's own limit on the samples of a picture (`jpeg_mem.cc`), applied to all formats before decoding. */
const MAX_SAMPLES = 2 ** 29;

/**
 * Refuses a picture by the size that it claims, before memory is asked for.
 *
 * @throws Failure `limit` from 2^29 samples of three channels on.
 */
export function refuseHuge(width: number, height: number): void {
  if (width * height * 3 < MAX_SAMPLES) return;
  throw new Failure('limit', `it claims ${width} × ${height} pixels, more than TensorFlow decodes`);
}
