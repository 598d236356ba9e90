import { Failure } from './failure.ts';

/** TensorFlow's own limit on the samples of a JPEG file (`jpeg_mem.cc`), applied to all formats as if they were in colour. */
const MAX_SAMPLES = 2 ** 29;
const MAX_MEGAPIXELS = Math.floor(MAX_SAMPLES / 3 / 1e6);

/**
 * Refuses a picture by the size that it claims, before memory is asked for.
 *
 * @throws Failure `limit` from 2^29 samples of three channels on.
 */
export function refuseHuge(width: number, height: number): void {
  if (width * height * 3 < MAX_SAMPLES) return;
  throw new Failure(
    'limit',
    `it claims ${width} × ${height} pixels, and more than ${MAX_MEGAPIXELS} megapixels are not decoded. Make it smaller`,
  );
}
