import { type AxisTaps, tabulate } from './axis-taps.ts';
import { renormalise } from './renormalise.ts';
import { sourcePosition } from './source-position.ts';

/** Steps per pixel of the coefficient table (`kTableSize` of TensorFlow's `resize_bicubic_op.cc`). */
const STEPS = 1024;
/** Keys' kernel with half-pixel centres. */
const A = -0.5;

let table: { readonly near: Float32Array; readonly far: Float32Array } | undefined;

/** The kernel at distances of 0 to 1 pixels (near) and 1 to 2 pixels (far), in steps of 1/1024. */
function kernelTable(): { readonly near: Float32Array; readonly far: Float32Array } {
  if (table) return table;
  const near = new Float32Array(STEPS + 1);
  const far = new Float32Array(STEPS + 1);
  for (let step = 0; step <= STEPS; step++) {
    const x = Math.fround(step / STEPS);
    near[step] = ((A + 2) * x - (A + 3)) * x * x + 1;
    const x1 = Math.fround(x + 1);
    far[step] = ((A * x1 - 5 * A) * x1 + 8 * A) * x1 - 4 * A;
  }
  table = { near, far };
  return table;
}

/**
 * Taps of `tf.image.resize(method='bicubic')`: four source pixels, the kernel read from a table of 1024 steps, and
 * weights outside of the picture dropped and the rest scaled up (`ResizeBicubic`).
 */
export function bicubicTaps(size: number, target: number): AxisTaps {
  const { near, far } = kernelTable();
  const scale = Math.fround(size / target);
  return tabulate(target, (index) => {
    const position = sourcePosition(index, scale);
    const floor = Math.floor(position);
    const step = roundHalfToEven(Math.fround(Math.fround(position - floor) * STEPS));
    const kernel = [far[step], near[step], near[STEPS - step], far[STEPS - step]] as number[];
    const first = floor - 1;
    const start = Math.max(first, 0);
    const inside = kernel.slice(start - first, size - first);
    return { start, weights: renormalise(inside) };
  });
}

/** C's `lrintf`, which rounds halves to the even neighbour where `Math.round` rounds them up. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const isHalf = value - floor === 0.5;
  return isHalf ? floor + (floor & 1) : Math.round(value);
}
