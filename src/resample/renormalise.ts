/** TensorFlow divides weights out only where their sum is at least `1000 * FLT_MIN`. */
const SMALLEST_SUM = 1000 * 2 ** -126;

/** Scales weights so that they sum to 1, with the float32 steps of TensorFlow; a vanishing sum gives zeros. */
export function renormalise(weights: readonly number[]): Float32Array {
  let sum = 0;
  for (const weight of weights) sum = Math.fround(sum + weight);
  if (Math.abs(sum) < SMALLEST_SUM) return new Float32Array(weights.length);
  const factor = Math.fround(1 / sum);
  return Float32Array.from(weights, (weight) => weight * factor);
}
