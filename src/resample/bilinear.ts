import { type AxisTaps, tabulate } from './axis-taps.ts';
import { sourcePosition } from './source-position.ts';

/**
 * Taps of `tf.image.resize(method='bilinear')`: the two nearest source pixels, whatever the scale, so that shrinking
 * aliases as it does in TensorFlow (`ResizeBilinear`, half-pixel centres).
 */
export function bilinearTaps(size: number, target: number): AxisTaps {
  const scale = Math.fround(size / target);
  return tabulate(target, (index) => {
    const position = sourcePosition(index, scale);
    const floor = Math.floor(position);
    const start = Math.max(floor, 0);
    const end = Math.min(Math.ceil(position), size - 1);
    // Where both taps are one pixel the fraction must be 0: TensorFlow lerps between equal values there.
    const fraction = end > start ? Math.fround(position - floor) : 0;
    return { start, weights: [1 - fraction, fraction] };
  });
}
