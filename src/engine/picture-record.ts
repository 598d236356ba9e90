import type { AxisTaps } from '../resample/axis-taps.ts';
import type { ResamplePlan } from '../resample/plan.ts';

/** The number of 32-bit words in the `Picture` of resample.wgsl. */
export const PICTURE_WORDS = 17;

const VECTOR_BYTES = 16;

/** Where the pixels of a picture lie in their buffer. */
export interface PixelAddresses {
  /** The byte at which the window's first pixel begins. */
  readonly origin: number;
  readonly bytesPerRow: number;
}

/** Starts and weights along x, then along y, in one run of 32-bit words. */
export function packTables({ x, y }: ResamplePlan): Uint32Array<ArrayBuffer> {
  const packed = new Uint32Array(tableWords(x) + tableWords(y));
  let at = 0;
  for (const { starts, weights } of [x, y]) {
    packed.set(starts, at);
    packed.set(new Uint32Array(weights.buffer, weights.byteOffset, weights.length), at + starts.length);
    at += starts.length + weights.length;
  }
  return packed;
}

/**
 * The fields of the `Picture` of resample.wgsl, in order.
 *
 * @param row - Which picture of the batch it is.
 * @param tables - The word at which the tables of {@link packTables} begin.
 * @param sums - The byte at which the sums between two passes begin.
 */
export function pictureRecord(
  row: number,
  { window: { source, target }, x, y, factor }: ResamplePlan,
  { origin, bytesPerRow }: PixelAddresses,
  { tables, sums }: { readonly tables: number; readonly sums: number },
): number[] {
  const tablesY = tables + tableWords(x);
  return [
    row,
    origin,
    bytesPerRow,
    source.width - 1,
    source.height - 1,
    target.left,
    target.top,
    target.width,
    target.height,
    x.taps,
    tables,
    tables + x.starts.length,
    y.taps,
    tablesY,
    tablesY + y.starts.length,
    sums / VECTOR_BYTES,
    new Uint32Array(Float32Array.of(factor).buffer)[0]!,
  ];
}

function tableWords({ starts, weights }: AxisTaps): number {
  return starts.length + weights.length;
}
