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
