import type { Listing } from '../directory/file-source.ts';
import type { ResolvedOptions } from '../options/option-types.ts';
import { type IgnoredFile, indexListing } from './index-directory.ts';
import { foundMessage, usingMessage } from './messages.ts';
import { type CatalogPart, splitIndex } from './split.ts';

export type { IgnoredFile } from './index-directory.ts';
export type { CatalogPart } from './split.ts';

/** Everything that is known about a directory's datasets before a file is opened. */
export interface Catalog {
  /** One part, or training and validation for `subset: 'both'`. */
  readonly parts: readonly CatalogPart[];
  /** In the order of their indices; `null` where there are no labels. */
  readonly classNames: readonly string[] | null;
  /** Files of all parts, before the split, as Keras counts them: those of a class, or all images where there are no labels. */
  readonly fileCount: number;
  /** Every file of the listing that is in no part because it is no image of a class. */
  readonly ignored: readonly IgnoredFile[];
  /** What Keras would print: the number of files found if `verbose`, and how a split went in any case. */
  readonly messages: readonly string[];
}

/**
 * Works out which files, with which labels and in which order, make up the datasets of a directory.
 *
 * @throws ImageDatasetError `class-names`, `label-count` or `no-images`, in Keras' order.
 */
export function buildCatalog(listing: Listing, options: ResolvedOptions): Catalog {
  const index = indexListing(listing, options);
  const parts = splitIndex(index, options);
  const { classNames, ignored } = index;
  const fileCount = index.files.length;
  const found = options.verbose ? [foundMessage(fileCount, classNames)] : [];
  return { parts, classNames, fileCount, ignored, messages: [...found, ...splitMessages(parts, options.split)] };
}

function splitMessages(parts: readonly CatalogPart[], split: ResolvedOptions['split']): readonly string[] {
  if (split === null) return [];
  const names = split.subset === 'both' ? (['training', 'validation'] as const) : [split.subset];
  return names.map((name, i) => usingMessage(parts[i]!.files.length, name));
}
