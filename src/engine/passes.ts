import type { ResamplePlan } from '../resample/plan.ts';

/** A vector of four float32 for each column of the window and row of the target. */
const SUM_BYTES = 16;

/**
 * Whether a picture is better resampled in two passes, as TensorFlow's filters do it: first all columns of the window along
 * y, then the rows of these sums along x. It saves work where the windows of neighbouring output pixels overlap; where a
 * filter of fixed width samples a far larger picture they do not, and two passes would sum what nobody asks for.
 */
export function takesTwoPasses({ arithmetic, window: { source, target }, x, y }: ResamplePlan): boolean {
  if (arithmetic !== 'vertical-first') return false;
  const inOne = target.width * x.taps * y.taps;
  const inTwo = source.width * y.taps + target.width * x.taps;
  return inTwo < WORTHWHILE * inOne;
}

/** The share of one pass's products below which two passes are the faster way. */
const WORTHWHILE = 0.5;

/** Bytes of the sums between the passes; 0 for one pass. */
export function sumBytes(plan: ResamplePlan): number {
  return takesTwoPasses(plan) ? SUM_BYTES * plan.window.source.width * plan.window.target.height : 0;
}
