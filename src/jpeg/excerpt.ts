import type { Kernels } from '../kernels/kernels.ts';
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

/** An excerpt in the kernels' memory. */
export interface ExcerptInMemory {
  readonly eighths: Eighths;
  readonly rows: Pixels;
  readonly columns: Pixels;
}

/** Rows or columns, int32. */
interface Pixels {
  readonly address: number;
  readonly count: number;
}

/** Puts an excerpt into the kernels' memory. */
export function inMemory(kernels: Kernels, { eighths, rows, columns }: Excerpt): ExcerptInMemory {
  const copy = (pixels: Int32Array): Pixels => ({ address: kernels.copyIn(pixels), count: pixels.length });
  return { eighths, rows: copy(rows), columns: copy(columns) };
}

/**
 * Finds out which blocks pixels are made of, along one axis.
 *
 * @param factor - How many times a sample is repeated or interpolated.
 * @param size - Samples.
 * @param side - Samples that a block has.
 * @returns the address of a 1 for each block that is needed, and a 0 for each other: `[size / side]` uint8
 */
export function blocksRead(kernels: Kernels, pixels: Pixels, factor: number, size: number, side: number): number {
  const blocks = kernels.allocateZeros(Math.ceil(size / side));
  kernels.run.markBlocks(pixels.address, pixels.count, factor, size, side, blocks);
  return blocks;
}
