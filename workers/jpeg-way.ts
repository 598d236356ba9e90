import type { Excerpt } from '../src/jpeg/excerpt.ts';
import { reducedSize, reductionFor } from '../src/jpeg/reduction.ts';
import { condense, pixelsRead } from '../src/resample/condense.ts';
import type { ResamplePlan } from '../src/resample/plan.ts';
import type { Size } from '../src/resample/window.ts';
import type { PrepareRequest } from './protocol.ts';
import { turningOf } from './turn-upright.ts';

/**
 * How our own decoder takes a JPEG file: to coefficients, of which the GPU makes the rest; or to as many samples as the plan
 * reads, which are turned upright then.
 */
export type JpegWay =
  | { readonly kind: 'coefficients' }
  | {
      readonly kind: 'samples';
      readonly excerpt: Excerpt;
      /** 1 to 8 as in EXIF. */
      readonly turn: number;
      /** For the excerpt, once it is upright. */
      readonly plan: ResamplePlan;
    };

/**
 * Settles how a JPEG file of `size` is decoded.
 *
 * @param plan - Plans for a picture that is upright.
 */
export function jpegWay(
  size: Size,
  orientation: number,
  { decode, orientation: policy, output, geometry }: PrepareRequest,
  plan: (size: Size) => ResamplePlan,
): JpegWay {
  const turn = policy === 'apply' ? orientation : 1;
  const { isOnSide, mirrorsRows, mirrorsColumns } = turningOf(turn);
  const upright = isOnSide ? { width: size.height, height: size.width } : size;
  const eighths = decode === 'reduced' ? reductionFor(upright, geometry) : 8;
  // Whatever the way, so that a file with two faults gets the same verdict on both engines.
  const whole = plan(reducedSize(upright, eighths));
  if (output === 'coefficients' && turn === 1 && eighths === 8) return { kind: 'coefficients' };
  const { plan: condensed, read } = condense(whole, isOnSide ? 'x' : 'y');
  const { width, height } = reducedSize(size, eighths);
  const rows = mirrorsRows ? mirrored(read, height) : read;
  const columnsRead = pixelsRead(whole, isOnSide ? 'y' : 'x');
  const columns = mirrorsColumns ? mirrored(columnsRead, width) : columnsRead;
  return { kind: 'samples', excerpt: { eighths, rows, columns }, turn, plan: condensed };
}

function mirrored(pixels: Int32Array, size: number): Int32Array {
  return pixels.map((pixel) => size - 1 - pixel).reverse();
}
