import type { FileSource } from '../directory/file-source.ts';
import { compareCodePoints } from './compare-code-points.ts';

/** The files that lie directly in one folder, sorted. */
export interface Folder {
  /** Relative to the directory, `/` between its parts; empty for the directory itself. */
  readonly path: string;
  readonly files: readonly FileSource[];
}

/**
 * Brings files into the order in which Keras walks a directory: folder by folder, sorted by the whole path of the
 * folder, and by name within it.
 *
 * In whole paths the separator competes with the characters of names: `a-b` and its files come before `a/sub`.
 */
export function inWalkOrder(files: readonly FileSource[]): readonly Folder[] {
  const filesOf = new Map<string, FileSource[]>();
  for (const file of files) {
    const path = parentOf(file.path);
    const siblings = filesOf.get(path);
    if (siblings) siblings.push(file);
    else filesOf.set(path, [file]);
  }
  return Array.from(filesOf, ([path, siblings]) => ({
    path,
    files: siblings.sort((a, b) => compareCodePoints(a.path, b.path, path.length)),
  })).sort((a, b) => compareCodePoints(a.path, b.path));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
