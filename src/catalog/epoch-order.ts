import type { ResolvedOptions } from '../options/option-types.ts';
import { philox } from './philox.ts';

/** What TensorFlow takes for the global seed where none is set. */
const DEFAULT_GLOBAL_SEED = 87654321;

/**
 * The order of one epoch: `order[i]` is the position, in the part's list of files, of what comes `i`-th.
 *
 * It is the order of Keras' dataset with no global seed set: `tf.data`'s shuffle with a buffer of eight batches, or of
 * 1024 images where there are no batches. An epoch is what each new iterator takes; epochs don't depend on each other.
 *
 * @param epoch - counts from 0
 */
export function planEpoch(
  count: number,
  { seed, batchSize }: Pick<ResolvedOptions, 'seed' | 'batchSize'>,
  epoch: number,
): Uint32Array {
  const bufferSize = batchSize === null ? 1024 : batchSize * 8;
  return windowShuffle(count, bufferSize, [DEFAULT_GLOBAL_SEED, seed % (2 ** 31 - 1)], epoch);
}

/**
 * The order in which TensorFlow's `Dataset.shuffle` yields the numbers from 0 to `count - 1` in its `epoch`-th iterator.
 *
 * The buffer holds the next `bufferSize` elements. One of them is drawn at random, by remainder; the foremost takes its
 * place, and the next element of the input comes in at the end. Each iterator draws from a generator of its own, which
 * two words of the dataset's generator seed.
 *
 * @param seeds - what TensorFlow makes of the global and the operation's seed, each below 2 ** 32
 * @param epoch - counts from 0
 */
export function windowShuffle(
  count: number,
  bufferSize: number,
  seeds: readonly [seed: number, seed2: number],
  epoch: number,
): Uint32Array {
  const drawSeed = philox(...seeds, 2 * epoch);
  const draw = philox(drawSeed(), drawSeed());
  // A ring; with room for everything, a larger one would give the same order.
  const size = Math.min(bufferSize, count);
  const buffer = new Uint32Array(size);
  const order = new Uint32Array(count);
  let end = 0;
  for (let start = 0; start < count; start++) {
    for (; end < count && end - start < size; end++) buffer[end % size] = end;
    const drawn = (start + (draw() % (end - start))) % size;
    order[start] = buffer[drawn]!;
    buffer[drawn] = buffer[start % size]!;
  }
  return order;
}
