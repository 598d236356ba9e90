import { compareCodePoints } from '../../src/compare-code-points.ts';
import type { FileSource, Listing } from '../../src/directory/file-source.ts';

/** The listing of a tree that is given by the paths of its files; a path with `/` at its end is an empty directory. */
export function listingOf(tree: readonly string[]): Listing {
  const filesOf = new Map<string, FileSource[]>([['', []]]);
  for (const path of [...tree].sort(compareCodePoints)) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      if (!filesOf.has(folder)) filesOf.set(folder, []);
    }
    if (path.endsWith('/')) continue;
    filesOf.get(path.slice(0, Math.max(0, path.lastIndexOf('/'))))!.push({ path, open: refuse });
  }
  return { folders: Array.from(filesOf, ([path, files]) => ({ path, files })), showsEmptyDirectories: true };
}

function refuse(): Promise<File> {
  throw new Error('Listing a directory opens no file.');
}
