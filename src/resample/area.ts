import { type AxisTaps, tabulate } from './axis-taps.ts';
import type { Size } from './window.ts';

/**
 * Taps of `tf.image.resize(method='area')`: the source pixels that an output pixel covers, each with the length that is
 * covered (`ResizeArea`). The weights sum to the scale; the division by both scales is {@link areaFactor}.
 */
export function areaTaps(size: number, target: number): AxisTaps {
  const scale = Math.fround(size / target);
  return tabulate(target, (index) => {
    const from = Math.fround(index * scale);
    const to = Math.fround((index + 1) * scale);
    const start = Math.floor(from);
    // Rounding can reach one pixel past the end; reading clamps to the last pixel, as TensorFlow does.
    const weights = Array.from({ length: Math.ceil(to) - start }, (_, tap) => {
      const pixel = start + tap;
      if (pixel < from) return pixel + 1 > to ? scale : Math.fround(pixel + 1 - from);
      return pixel + 1 > to ? Math.fround(to - pixel) : 1;
    });
    return { start: Math.min(start, size - 1), weights };
  });
}

/** What the weighted sum of `'area'` is multiplied with: one over the number of source pixels in an output pixel. */
export function areaFactor(source: Size, target: Size): number {
  const scaleX = Math.fround(source.width / target.width);
  const scaleY = Math.fround(source.height / target.height);
  return Math.fround(1 / Math.fround(scaleY * scaleX));
}
