import type { Listing } from '../../src/directory/file-source.ts';

/** The listing of a tree that is given by the paths of its files; a path with `/` at its end is an empty directory. */
export function listingOf(tree: readonly string[]): Listing {
  const directories = new Set<string>();
  for (const path of tree) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) directories.add(path.slice(0, end));
  }
  const files = tree.filter((path) => !path.endsWith('/'));
  return {
    files: files.map((path) => ({ path, open: refuse })),
    directories: [...directories],
    showsEmptyDirectories: true,
  };
}

function refuse(): Promise<File> {
  throw new Error('Listing a directory opens no file.');
}
