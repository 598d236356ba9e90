import type { AxisTaps } from './axis-taps.ts';
import { sourcePosition } from './source-position.ts';

/**
 * Taps of `tf.image.resize(method='bilinear')`: the two nearest source pixels, whatever the scale, so that shrinking
 * aliases as it does in TensorFlow (`ResizeBilinear`, half-pixel centres).
 */
export function bilinearTaps(size: number, target: number): AxisTaps {
  const scale = Math.fround(size / target);
  const starts = new Int32Array(target);
  const weights = new Float32Array(2 * target);
  for (let index = 0; index < target; index++) {
    const position = sourcePosition(index, scale);
    const floor = Math.floor(position);
    // Where both taps are one pixel the fraction must be 0: TensorFlow lerps between equal values there.
    const fraction = floor >= 0 && floor < size - 1 ? Math.fround(position - floor) : 0;
    starts[index] = Math.max(floor, 0);
    weights[2 * index] = 1 - fraction;
    weights[2 * index + 1] = fraction;
  }
  return { taps: 2, starts, weights };
}
