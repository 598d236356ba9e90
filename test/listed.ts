import type { FileSource, ListedFolder } from '../src/directory/file-source.ts';

/** All files of a listing, and the paths of all folders but the listed one. */
export function listed(folders: readonly ListedFolder[]): {
  readonly files: readonly FileSource[];
  readonly directories: readonly string[];
} {
  return {
    files: folders.flatMap(({ files }) => files),
    directories: folders.map(({ path }) => path).filter((path) => path !== ''),
  };
}
