import { mt19937 } from './mt19937.ts';

/**
 * The order into which NumPy's legacy `RandomState(seed).shuffle` brings `count` things: element `i` of the shuffled
 * list is element `order[i]` of the given one.
 *
 * @param seed - an integer from 0 to 4294967295
 */
export function permutation(seed: number, count: number): Uint32Array {
  const order = ascending(count);
  const draw = mt19937(seed);
  for (let i = count - 1; i > 0; i--) {
    const j = drawUpTo(i, draw);
    const swapped = order[i]!;
    order[i] = order[j]!;
    order[j] = swapped;
  }
  return order;
}

/** The numbers from 0 to `count` - 1. */
export function ascending(count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}

/** An unbiased integer from 0 to `most`: words cut to as many bits as it takes, until one is small enough. */
function drawUpTo(most: number, draw: () => number): number {
  const mask = 0xffffffff >>> Math.clz32(most);
  for (;;) {
    const value = (draw() & mask) >>> 0;
    if (value <= most) return value;
  }
}
