import { nearest } from '../../../workers/png/paeth.ts';

/** A row of samples as bytes, and what its filters look at (PNG specification, section 9.2). */
export interface Row {
  readonly bytes: Uint8Array;
  /** The row above it; zeros above the first. */
  readonly above: Uint8Array;
  /** Bytes of a pixel: how far the filters look back. */
  readonly pixelBytes: number;
}

/**
 * Writes the type of the filter that suits a row best, and the filtered row.
 *
 * The best is the one whose bytes, taken with a sign, have the least sum of sizes: what section 12.8 of the specification
 * recommends, and libpng and Pillow do.
 */
export function filterRow(row: Row, to: Uint8Array): void {
  const type = bestFilter(row);
  const { bytes, above, pixelBytes } = row;
  to[0] = type;
  for (let at = 0; at < bytes.length; at++) {
    const a = at < pixelBytes ? 0 : bytes[at - pixelBytes]!;
    const b = above[at]!;
    const c = at < pixelBytes ? 0 : above[at - pixelBytes]!;
    to[at + 1] = bytes[at]! - predict(type, a, b, c);
  }
}

function predict(type: number, a: number, b: number, c: number): number {
  if (type === 0) return 0;
  if (type === 1) return a;
  if (type === 2) return b;
  return type === 3 ? (a + b) >> 1 : nearest(a, b, c);
}

function bestFilter({ bytes, above, pixelBytes }: Row): number {
  let [none, sub, up, average, paeth] = [0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const x = bytes[at]!;
    const a = at < pixelBytes ? 0 : bytes[at - pixelBytes]!;
    const b = above[at]!;
    const c = at < pixelBytes ? 0 : above[at - pixelBytes]!;
    none += sizeOf(x);
    sub += sizeOf(x - a);
    up += sizeOf(x - b);
    average += sizeOf(x - ((a + b) >> 1));
    paeth += sizeOf(x - nearest(a, b, c));
  }
  const sums = [none, sub, up, average, paeth];
  return sums.indexOf(Math.min(...sums));
}

/** The size of a byte taken with a sign. */
function sizeOf(difference: number): number {
  return Math.abs((difference << 24) >> 24);
}
