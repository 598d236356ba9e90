import { largest, least } from './extremes.ts';

/**
 * Stretches numbers in place so that the least becomes 0 and the largest 255: Keras' `scale`, in its float32 steps.
 *
 * Numbers that are all equal become 0, and where one is NaN or infinite all become 0 or NaN.
 */
export function stretchContrast(values: Float32Array): void {
  const bottom = least(values);
  for (let at = 0; at < values.length; at++) values[at]! -= bottom;
  const top = largest(values);
  if (top !== 0) for (let at = 0; at < values.length; at++) values[at]! /= top;
  for (let at = 0; at < values.length; at++) values[at]! *= 255;
}
