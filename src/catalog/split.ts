import type { FileSource } from '../directory/file-source.ts';
import type { ResolvedOptions } from '../options/option-types.ts';
import type { FileIndex } from './index-directory.ts';
import { noImages, noValidationImages } from './no-images.ts';
import { ascending, permutation } from './numpy-shuffle.ts';

/** What one dataset is made of. */
export interface CatalogPart {
  /** In the order of the dataset's `filePaths`; epochs shuffle it further. */
  readonly files: readonly FileSource[];
  /** One label for each file, or `null` where there are none. */
  readonly labels: Int32Array | null;
  /** Whether each epoch has an order of its own; for the validation part of `subset: 'both'` none has. */
  readonly shuffle: boolean;
}

/**
 * Shuffles an index once, if it is to be shuffled, and cuts the validation files off its end.
 *
 * It gives one part, or training and validation for `subset: 'both'`. Where the fraction comes to less than one file,
 * Keras gives training nothing and validation everything; here training keeps all.
 *
 * @throws ImageDatasetError `no-images` where a part would be empty.
 */
export function splitIndex(
  index: FileIndex,
  { shuffle, seed, split, extensions }: Pick<ResolvedOptions, 'shuffle' | 'seed' | 'split' | 'extensions'>,
): readonly CatalogPart[] {
  const count = index.files.length;
  if (count === 0) throw noImages(index.ignored, extensions);
  const order = shuffle ? permutation(seed, count) : ascending(count);
  if (split === null) return [take(index, order, shuffle)];

  const { fraction, subset } = split;
  // Python's int() of the product in doubles: 0.29 of 100 files are 28.
  const validationCount = Math.trunc(fraction * count);
  if (validationCount === 0 && subset !== 'training') throw noValidationImages(fraction, count);
  const training = order.subarray(0, count - validationCount);
  const validation = order.subarray(count - validationCount);
  switch (subset) {
    case 'training':
      return [take(index, training, shuffle)];
    case 'validation':
      return [take(index, validation, shuffle)];
    case 'both':
      return [take(index, training, shuffle), take(index, validation, false)];
  }
}

function take({ files, labels }: FileIndex, positions: Uint32Array, shuffle: boolean): CatalogPart {
  // A plain loop, because `from` with a function goes through an iterator: 20,000 files should not hold up the page.
  const taken: FileSource[] = [];
  const labelsOfTaken = labels && new Int32Array(positions.length);
  for (let i = 0; i < positions.length; i++) {
    taken.push(files[positions[i]!]!);
    if (labelsOfTaken) labelsOfTaken[i] = labels![positions[i]!]!;
  }
  return { files: taken, labels: labelsOfTaken, shuffle };
}
