/** What a visitor means by a drop. */
export type Dropped =
  | { readonly kind: 'folder' }
  | { readonly kind: 'model'; readonly files: readonly File[] }
  | { readonly kind: 'pictures'; readonly files: readonly [File, ...File[]] };

/**
 * Tells what was dropped: a model's files have a `.json` among them, other loose files are pictures, all else is a folder.
 *
 * Called in the drop itself: afterwards the browser no longer shows what was dropped.
 */
export function sortDrop({ items, files }: DataTransfer): Dropped {
  const hasFolder = Array.from(items).some((item) => item.webkitGetAsEntry()?.isDirectory);
  const [first, ...others] = files;
  if (hasFolder || !first) return { kind: 'folder' };
  const dropped = [first, ...others] as const;
  const isModel = dropped.some(({ name }) => name.endsWith('.json'));
  return { kind: isModel ? 'model' : 'pictures', files: dropped };
}
