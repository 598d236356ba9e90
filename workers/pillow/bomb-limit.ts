import type { Size } from '../../src/resample/window.ts';
import { Failure } from '../failure.ts';

/** Twice Pillow's `MAX_IMAGE_PIXELS`, from which on it raises an error; below that it only warns. */
const MAX_PIXELS = 2 * 89_478_485;

/**
 * Refuses a picture by the size that it claims, before memory is asked for (Pillow's `_decompression_bomb_check`).
 *
 * @throws Failure `limit`
 */
export function refuseBombs({ width, height }: Size): void {
  if (Math.max(width, 1) * Math.max(height, 1) <= MAX_PIXELS) return;
  throw new Failure('limit', `it claims ${width} × ${height} pixels; Pillow stops at ${MAX_PIXELS}`);
}
