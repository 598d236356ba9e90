import type { AxisTaps } from './axis-taps.ts';
import type { ResamplePlan } from './plan.ts';

/** A plan for a picture of which nothing is there but the rows (or columns) that the plan reads, without gaps. */
export interface CondensedPlan {
  readonly plan: ResamplePlan;
  /** These rows (or columns) of the picture, ascending. */
  readonly read: Int32Array;
}

type OfAxis<Found> = (plan: ResamplePlan, axis: 'x' | 'y') => Found;

/** The rows (`y`) or columns (`x`) of a picture that a plan reads, ascending. */
export const pixelsRead: OfAxis<Int32Array> = remembered(({ window: { source }, ...axes }, axis) => {
  const [edge, size] = axis === 'x' ? [source.left, source.width] : [source.top, source.height];
  const { taps, starts, weights } = axes[axis];
  const read = new Int32Array(size);
  let count = 0;
  for (let index = 0; index < starts.length; index++) {
    let used = taps;
    // Tables are filled up with zeros, and what is multiplied with zero may be anything.
    while (used > 1 && weights[index * taps + used - 1] === 0) used--;
    // Windows begin and end further and further on.
    const next = count === 0 ? 0 : read[count - 1]! - edge + 1;
    const end = Math.min(starts[index]! + used, size);
    for (let pixel = Math.max(starts[index]!, next); pixel < end; pixel++) read[count++] = edge + pixel;
  }
  return read.slice(0, count);
});

/** Makes a plan for the rows (`y`) or columns (`x`) alone that it reads: its result is the same to the bit. */
export const condense: OfAxis<CondensedPlan> = remembered((plan, axis) => {
  const { source } = plan.window;
  const [edge, extent] = axis === 'x' ? (['left', 'width'] as const) : (['top', 'height'] as const);
  const read = pixelsRead(plan, axis);
  const placeOf = new Int32Array(source[extent]);
  for (let place = 0; place < read.length; place++) placeOf[read[place]! - source[edge]] = place;
  const taps: AxisTaps = { ...plan[axis], starts: plan[axis].starts.map((start) => placeOf[start]!) };
  return {
    plan: {
      ...plan,
      [axis]: taps,
      window: { ...plan.window, source: { ...source, [edge]: 0, [extent]: read.length } },
    },
    read,
  };
});

/** Plans are remembered by size (planner.ts), and so is what follows from them. */
function remembered<Found extends object>(find: OfAxis<Found>): OfAxis<Found> {
  const found = { x: new WeakMap<ResamplePlan, Found>(), y: new WeakMap<ResamplePlan, Found>() };
  return (plan, axis) => {
    const known = found[axis].get(plan) ?? find(plan, axis);
    found[axis].set(plan, known);
    return known;
  };
}
