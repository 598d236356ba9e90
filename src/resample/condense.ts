import type { AxisTaps } from './axis-taps.ts';
import type { ResamplePlan } from './plan.ts';

/** A plan for a picture of which nothing is there but the rows (or columns) that the plan reads, without gaps. */
export interface CondensedPlan {
  readonly plan: ResamplePlan;
  /** These rows (or columns) of the picture, ascending. */
  readonly read: Int32Array;
}

/** Makes a plan for the rows (`y`) or columns (`x`) alone that it reads: its result is the same to the bit. */
export function condense(plan: ResamplePlan, axis: 'x' | 'y'): CondensedPlan {
  const { source } = plan.window;
  const [edge, extent] = axis === 'x' ? (['left', 'width'] as const) : (['top', 'height'] as const);
  const places = Int32Array.from(pixelsRead(plan, axis), (pixel) => pixel - source[edge]);
  const placeOf = new Int32Array(source[extent]);
  for (const [place, pixel] of places.entries()) placeOf[pixel] = place;
  const taps: AxisTaps = { ...plan[axis], starts: plan[axis].starts.map((start) => placeOf[start]!) };
  return {
    plan: {
      ...plan,
      [axis]: taps,
      window: { ...plan.window, source: { ...source, [edge]: 0, [extent]: places.length } },
    },
    read: places.map((place) => place + source[edge]),
  };
}

/** The rows (`y`) or columns (`x`) of a picture that a plan reads, ascending. */
export function pixelsRead({ window: { source }, ...axes }: ResamplePlan, axis: 'x' | 'y'): Int32Array {
  const [edge, size] = axis === 'x' ? [source.left, source.width] : [source.top, source.height];
  const { taps, starts, weights } = axes[axis];
  const isRead = new Uint8Array(size);
  for (const [index, start] of starts.entries()) {
    let used = taps;
    // Tables are filled up with zeros, and what is multiplied with zero may be anything.
    while (used > 1 && weights[index * taps + used - 1] === 0) used--;
    isRead.fill(1, start, Math.min(start + used, size));
  }
  const read: number[] = [];
  for (let pixel = 0; pixel < size; pixel++) if (isRead[pixel]) read.push(edge + pixel);
  return Int32Array.from(read);
}
