import { type AxisTaps, tabulate } from './axis-taps.ts';

/** Taps of `tf.image.resize(method='nearest')`: the one source pixel that the output's centre falls in. */
export function nearestTaps(size: number, target: number): AxisTaps {
  const scale = Math.fround(size / target);
  return tabulate(target, (index) => {
    const source = Math.floor(Math.fround(Math.fround(index + 0.5) * scale));
    return { start: Math.max(Math.min(source, size - 1), 0), weights: [1] };
  });
}
