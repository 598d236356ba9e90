import type { DatasetReport } from '../../src/index.ts';

/** How the files of a folder are made up. */
export interface FileFacts {
  /** By format, the most frequent first; broken files are left out. */
  readonly formats: readonly (readonly [format: string, files: number])[];
  /** In bytes. */
  readonly sizes: {
    readonly smallest: number;
    readonly median: number;
    readonly largest: number;
    readonly sum: number;
  };
  readonly imageSizes: DatasetReport['imageSizes'];
}

/**
 * Counts the files of each format.
 *
 * @param broken - Files that can't be decoded: what their names say is not known to be true.
 * @param misnamed - Files whose content is of another format than their name says.
 */
export function countFormats(
  paths: readonly string[],
  broken: readonly { readonly path: string }[],
  misnamed: readonly { readonly path: string; readonly format: string }[],
): FileFacts['formats'] {
  const unusable = new Set(broken.map(({ path }) => path));
  const content = new Map(misnamed.map(({ path, format }) => [path, format]));
  const counts = new Map<string, number>();
  for (const path of paths) {
    if (unusable.has(path)) continue;
    const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    const format = (content.get(path) ?? (extension === 'jpg' ? 'jpeg' : extension)).toUpperCase();
    counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** @param sizes - Of all files, in bytes; at least one. */
export function summariseSizes(sizes: readonly number[]): FileFacts['sizes'] {
  const sorted = sizes.toSorted((one, other) => one - other);
  return {
    smallest: sorted[0]!,
    median: sorted[sorted.length >> 1]!,
    largest: sorted.at(-1)!,
    sum: sorted.reduce((sum, size) => sum + size, 0),
  };
}

/** Says in a line how large the pictures are; empty where none could be opened. */
export function describePixels(imageSizes: FileFacts['imageSizes']): string {
  const [most] = imageSizes;
  if (!most) return '';
  if (imageSizes.length === 1) return `all ${most.width} × ${most.height}`;
  const byArea = imageSizes.toSorted((one, other) => one.width * one.height - other.width * other.height);
  const [smallest, largest] = [byArea[0]!, byArea.at(-1)!];
  const range = `${smallest.width} × ${smallest.height} to ${largest.width} × ${largest.height}`;
  return most.files > 1 ? `${range}, most often ${most.width} × ${most.height} (${most.files} files)` : range;
}
