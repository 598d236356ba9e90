import type { Eighths } from './reduction.ts';

/** What is wanted of a picture. */
export interface Excerpt {
  /** The size at which it is decoded. Rows and columns are counted in the picture of that size. */
  readonly eighths: Eighths;
  /** The rows, ascending. */
  readonly rows: Int32Array;
  /** The columns, ascending; what comes out in the others is of no account. */
  readonly columns: Int32Array;
}

/** The numbers from 0 to `count` - 1. */
export function allOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

/**
 * Finds out which blocks pixels are made of, along one axis.
 *
 * @param pixels - Those that are wanted.
 * @param factor - How many times a sample is repeated or interpolated.
 * @param size - Samples.
 * @param side - Samples that a block has.
 * @returns 1 for each block that is needed, 0 for the others: `[size / side]`
 */
export function blocksRead(pixels: Int32Array, factor: number, size: number, side: number): Uint8Array<ArrayBuffer> {
  const isRead = new Uint8Array(Math.ceil(size / side));
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index]!;
    const sample = (pixel / factor) | 0;
    isRead[(sample / side) | 0] = 1;
    if (factor === 1) continue;
    // Interpolation takes the neighbour on the nearer side too.
    const neighbour = pixel - sample * factor < factor / 2 ? Math.max(0, sample - 1) : Math.min(sample + 1, size - 1);
    isRead[(neighbour / side) | 0] = 1;
  }
  return isRead;
}
