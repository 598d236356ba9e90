/**
 * Where each of the output pixels along one axis comes from: output `i` is the sum over `k` of
 * `weights[i * taps + k]` times the source pixel `min(starts[i] + k, size - 1)`.
 *
 * Weights that an output does not need are zero, so that every output has the same number of taps.
 */
export interface AxisTaps {
  /** How many source pixels an output pixel is made of. */
  readonly taps: number;
  /** The first source pixel of each output pixel, 0 to size - 1: `[target]`. */
  readonly starts: Int32Array;
  /** In float32, as TensorFlow's kernels hold them: `[target, taps]`. */
  readonly weights: Float32Array;
}

/** The taps of one output pixel, before they are laid into a table. */
export interface PixelTaps {
  readonly start: number;
  readonly weights: ArrayLike<number>;
}

/** Lays the taps of `target` output pixels into one table. */
export function tabulate(target: number, tapsOf: (index: number) => PixelTaps): AxisTaps {
  const pixels = Array.from({ length: target }, (_, index) => tapsOf(index));
  const taps = pixels.reduce((most, { weights }) => Math.max(most, weights.length), 1);
  const starts = new Int32Array(target);
  const weights = new Float32Array(target * taps);
  pixels.forEach((pixel, index) => {
    starts[index] = pixel.start;
    weights.set(pixel.weights, index * taps);
  });
  return { taps, starts, weights };
}
