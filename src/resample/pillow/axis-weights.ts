import type { PillowFilter } from './filters.ts';

/** What each place along an axis is made of. */
export interface AxisWeights {
  /** The first source place that counts for each. */
  readonly starts: Int32Array;
  /** How many count from there on. */
  readonly counts: Int32Array;
  /** From one place's weights to the next one's. */
  readonly stride: number;
  /** `[places, stride]`; those of a place add up to 1, or are 0. */
  readonly weights: Float64Array;
}

/**
 * Weighs the source for each place along an axis (Pillow's `precompute_coeffs`).
 *
 * Where the axis shrinks, the filter grows, so nothing is left out. It reaches beyond the box, up to the picture's edge.
 *
 * @param length - Of the source, in pixels.
 * @param from - Where the box begins in the source, a float32.
 * @param to - Where it ends, a float32.
 * @param places - Of the result, in pixels.
 */
export function weighAxis(
  length: number,
  from: number,
  to: number,
  places: number,
  { support, weigh }: PillowFilter,
): AxisWeights {
  const scale = Math.fround(to - from) / places;
  const growth = Math.max(scale, 1);
  const reach = support * growth;
  const shrink = 1 / growth;
  const stride = Math.ceil(reach) * 2 + 1;
  const starts = new Int32Array(places);
  const counts = new Int32Array(places);
  const weights = new Float64Array(places * stride);
  for (let place = 0; place < places; place++) {
    const center = from + (place + 0.5) * scale;
    const start = Math.max(Math.trunc(center - reach + 0.5), 0);
    const count = Math.min(Math.trunc(center + reach + 0.5), length) - start;
    const first = place * stride;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      const weight = weigh((tap + start - center + 0.5) * shrink);
      weights[first + tap] = weight;
      sum += weight;
    }
    if (sum !== 0) for (let tap = 0; tap < count; tap++) weights[first + tap]! /= sum;
    starts[place] = start;
    counts[place] = count;
  }
  return { starts, counts, stride, weights };
}
