/** What a visitor means by a drop. */
export type Dropped =
  | { readonly kind: 'folder' }
  | { readonly kind: 'model'; readonly files: readonly File[] }
  | { readonly kind: 'picture'; readonly file: File };

/**
 * Tells what was dropped: a model's files have a `.json` among them, a single file is a picture, all else is a folder.
 *
 * Called in the drop itself: afterwards the browser no longer shows what was dropped.
 */
export function sortDrop({ items, files }: DataTransfer): Dropped {
  const hasFolder = Array.from(items).some((item) => item.webkitGetAsEntry()?.isDirectory);
  const dropped = Array.from(files);
  const [first] = dropped;
  if (hasFolder || !first) return { kind: 'folder' };
  if (dropped.some(({ name }) => name.endsWith('.json'))) return { kind: 'model', files: dropped };
  return dropped.length === 1 ? { kind: 'picture', file: first } : { kind: 'folder' };
}
