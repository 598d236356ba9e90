import { ImageDatasetError } from '../errors.ts';
import { show } from '../show.ts';
import { createDirectory, type ImageDirectory } from './image-directory.ts';
import { type FolderNode, folderOf } from './tree-node.ts';

/** A file and where it lies, for directories that are made in memory. */
export interface PlacedFile {
  /** Relative to the directory, `/` between its parts. */
  readonly path: string;
  readonly file: File;
}

/**
 * Makes a directory of files: those of an `<input webkitdirectory>`, or any others that the application has.
 *
 * The first part of `webkitRelativePath` is the chosen folder's own name and is taken off, unless there are several
 * such folders: then they lie side by side. A file without it lies directly in the directory. A given `path` is taken
 * as it is.
 *
 * @throws ImageDatasetError `invalid-option` where two files have one path, a file has the path of a folder,
 * or a path has a part that is empty, `.` or `..`.
 */
export function directoryFromFiles(files: Iterable<File | PlacedFile>): ImageDirectory {
  const found = Array.from(files, locate);
  const chosen = new Set(found.filter(({ inChosenFolder }) => inChosenFolder).map(({ parts }) => parts[0]!));
  const [name = ''] = chosen.size === 1 ? chosen : [];
  const root: Folder = new Map();
  for (const { parts, file, inChosenFolder } of found) {
    insert(root, inChosenFolder && chosen.size === 1 ? parts.slice(1) : parts, file);
  }
  return createDirectory(nodeOf(name, root), { showsEmptyDirectories: false });
}

type Folder = Map<string, Folder | File>;

interface LocatedFile {
  readonly parts: readonly string[];
  readonly file: File;
  /** Whether the first part is the folder that was chosen in an `<input webkitdirectory>`. */
  readonly inChosenFolder: boolean;
}

function locate(item: File | PlacedFile): LocatedFile {
  if (isPlaced(item)) return { parts: split(item.path), file: item.file, inChosenFolder: false };
  if (!(item instanceof File)) throw refused('', `Expected a File or { path, file }, not ${show(item)}.`);
  const relative = item.webkitRelativePath ?? ''; // Not every worker has it.
  if (!relative.includes('/')) return { parts: split(item.name), file: item, inChosenFolder: false };
  // Chromium 156 writes a backslash in a file's name as `/` here; `name` still has it.
  const folders = relative.slice(0, relative.length - item.name.length - 1);
  return { parts: [...split(folders), item.name], file: item, inChosenFolder: true };
}

function isPlaced(item: unknown): item is PlacedFile {
  const { path, file } = (item ?? {}) as Partial<PlacedFile>;
  return typeof path === 'string' && file instanceof File;
}

function split(path: string): string[] {
  const parts = path.split('/');
  const wrong = parts.find((part) => part === '' || part === '.' || part === '..');
  if (wrong === undefined) return parts;
  throw refused(path, `The path ${show(path)} has the part ${show(wrong)}. Give paths such as 'cats/1.jpg'.`);
}

function insert(root: Folder, parts: readonly string[], file: File): void {
  const path = parts.join('/');
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    const inner = folder.get(part) ?? new Map();
    if (inner instanceof File) throw refused(path, `${show(path)} lies in a folder that is a file in the same list.`);
    folder.set(part, inner);
    folder = inner;
  }
  const name = parts.at(-1)!;
  if (folder.has(name))
    throw refused(path, `There are two files, or a file and a folder, with the path ${show(path)}.`);
  folder.set(name, file);
}

function nodeOf(name: string, folder: Folder): FolderNode {
  return folderOf(name, () =>
    Array.from(folder, ([name, item]) =>
      item instanceof File ? { kind: 'file', name, open: async () => item } : nodeOf(name, item),
    ),
  );
}

function refused(path: string, message: string): ImageDatasetError {
  return new ImageDatasetError('invalid-option', message, { option: 'files', path });
}
