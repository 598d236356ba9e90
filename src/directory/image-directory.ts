import { ImageDatasetError } from '../errors.ts';
import { show } from '../show.ts';
import type { FileSource, Listing, ListOptions } from './file-source.ts';
import { type FolderNode, rootOf } from './tree-node.ts';
import { folderOfHandle, nodeOfHandle } from './walk-handles.ts';
import { walkTree } from './walk-tree.ts';

/**
 * A folder of images, whatever it came from: a picker, a drop, a list of files, or remembered from an earlier visit.
 *
 * It is walked once, when it is first needed; what changes on disk afterwards shows only in a new object.
 */
export interface ImageDirectory {
  /** The folder's own name; empty where several folders or single files make up the directory. */
  readonly name: string;
  /** Whether `saveDirectory` can remember it. */
  readonly canBeSaved: boolean;
  /**
   * Gets a file by its path, relative to the directory, `/` between its parts.
   *
   * @throws ImageDatasetError `read` where there is no such file, and `permission` where it may not
   * be read any more.
   */
  open(path: string): Promise<File>;
}

/** What a directory is made of besides its files. */
interface DirectoryParts {
  /** What it can be remembered by. */
  readonly handles?: readonly FileSystemHandle[];
  readonly showsEmptyDirectories?: boolean;
}

/** Makes a directory of a tree. */
export function createDirectory(root: FolderNode, parts: DirectoryParts = {}): ImageDirectory {
  return new TreeDirectory(root, parts);
}

/** Makes a directory of handles: a single folder is the root itself, several become its parts. */
export function directoryFromHandles(handles: readonly FileSystemHandle[]): ImageDirectory {
  return createDirectory(rootOf(handles.map(nodeOfHandle)), { handles });
}

/**
 * Lists all files and folders of a directory without opening a file.
 *
 * An {@link ImageDirectory} keeps its listing, a bare handle is walked at each call. A walk that fails or is aborted is
 * not kept.
 *
 * @throws ImageDatasetError `read` or `permission` naming a folder that can't be read, and
 * `invalid-option` where `directory` is neither of the two. Aborting rejects with the signal's reason.
 */
export async function listDirectory(
  directory: ImageDirectory | FileSystemDirectoryHandle,
  options: ListOptions = {},
): Promise<Listing> {
  if (isDirectoryHandle(directory)) {
    return { folders: await walkTree(folderOfHandle(directory), options), showsEmptyDirectories: true };
  }
  return known(directory).list(options);
}

/** What a directory can be remembered by; empty where it came without handles. */
export function handlesOf(directory: ImageDirectory | FileSystemDirectoryHandle): readonly FileSystemHandle[] {
  return isDirectoryHandle(directory) ? [directory] : known(directory).handles;
}

class TreeDirectory implements ImageDirectory {
  readonly name: string;
  readonly canBeSaved: boolean;
  readonly handles: readonly FileSystemHandle[];
  readonly #root: FolderNode;
  readonly #showsEmptyDirectories: boolean;
  #listing: Listing | undefined;
  #byPath: ReadonlyMap<string, FileSource> | undefined;

  constructor(root: FolderNode, { handles = [], showsEmptyDirectories = true }: DirectoryParts) {
    this.name = root.name;
    this.canBeSaved = handles.length > 0;
    this.handles = handles;
    this.#root = root;
    this.#showsEmptyDirectories = showsEmptyDirectories;
    // Vue wraps what an application keeps in a proxy, which can't reach private fields; it leaves frozen objects alone.
    Object.freeze(this);
  }

  async list(options: ListOptions): Promise<Listing> {
    options.signal?.throwIfAborted();
    if (this.#listing) {
      const { folders } = this.#listing;
      options.onEntries?.({ directories: folders.length, files: filesOf(this.#listing) });
      return this.#listing;
    }
    // Each of several first callers walks for itself, under its own signal; the first to finish decides for all.
    const folders = await walkTree(this.#root, options);
    this.#listing ??= { folders, showsEmptyDirectories: this.#showsEmptyDirectories };
    return this.#listing;
  }

  async open(path: string): Promise<File> {
    const listing = await this.list({});
    this.#byPath ??= new Map(filesOf(listing).map((file) => [file.path, file]));
    const file = this.#byPath.get(path);
    if (!file) throw noSuchFile(path, this.name);
    return file.open();
  }
}

function filesOf({ folders }: Listing): readonly FileSource[] {
  return folders.flatMap(({ files }) => files);
}

function isDirectoryHandle(directory: unknown): directory is FileSystemDirectoryHandle {
  return (directory as Partial<FileSystemHandle> | null | undefined)?.kind === 'directory';
}

function known(directory: ImageDirectory): TreeDirectory {
  if (directory instanceof TreeDirectory) return directory;
  const allowed =
    'openDirectory(), directoryFromDrop(), directoryFromFiles(), restoreDirectory() or a FileSystemDirectoryHandle';
  const message = `The directory must come from ${allowed}, and is ${show(directory)}.`;
  throw new ImageDatasetError('invalid-option', message, { option: 'directory', received: directory, allowed });
}

function noSuchFile(path: string, name: string): ImageDatasetError {
  const where = name === '' ? 'the directory' : `the folder '${name}'`;
  const message = `There is no file '${path}' in ${where}. Paths are relative to it, with '/' between their parts.`;
  return new ImageDatasetError('read', message, { path });
}
