import { compareCodePoints } from '../compare-code-points.ts';
import type { ImageDatasetError } from '../errors.ts';
import { abortable } from '../waiting/abortable.ts';
import { startDeadline } from '../waiting/patience.ts';
import type { FileSource, ListedFolder, ListOptions } from './file-source.ts';
import { namelessError, readError } from './read-error.ts';
import type { FileNode, FolderNode, TreeNode } from './tree-node.ts';

/**
 * How many folders are read at a time. Chromium 156 lists 20,000 files in 200 folders in 0.25 s by dropped entries and
 * in 1.5 s by handles; one at a time takes up to twice as long, and 32 gain nothing.
 */
const FOLDERS_AT_ONCE = 8;

/**
 * How long nothing may come of any folder. Chromium 156 asks a disk for the state of all files of a folder before it gives the first,
 * and 100,000 on a slow share in a network take minutes; nobody would be helped by an error for what was about to come.
 */
const SILENCE_MS = 300_000;

interface Branch {
  readonly path: string;
  readonly folder: FolderNode;
}

/**
 * Lists `root` and everything below it without opening a file.
 *
 * @throws ImageDatasetError `read` or `permission`, naming the folder that can't be read.
 */
export function walkTree(root: FolderNode, { signal, onEntries }: ListOptions): Promise<readonly ListedFolder[]> {
  const folders: ListedFolder[] = [];
  const waiting: Branch[] = [{ path: '', folder: root }];
  const reading = new Map<Branch, Promise<void>>();
  let settled = false;
  const silence = startDeadline(SILENCE_MS, () => silenceError(reading.keys().next().value!));
  const isOver = (): boolean => settled || signal?.aborted === true;

  async function read(branch: Branch): Promise<void> {
    const files: FileSource[] = [];
    for await (const group of groupsOf(branch)) {
      if (isOver()) return;
      silence.renew();
      const before = files.length;
      for (const node of group) {
        const path = pathIn(branch.path, node);
        if (node.kind === 'file') files.push(new TreeFile(path, node));
        else waiting.push({ path, folder: node });
      }
      onEntries?.({ directories: 0, files: files.slice(before) });
    }
    if (isOver()) return;
    // Here and not when all are there: the page has nothing to do while the browser reads the next folders.
    files.sort((one, other) => compareCodePoints(one.path, other.path, branch.path.length));
    folders.push({ path: branch.path, files });
    onEntries?.({ directories: 1, files: [] });
  }

  /** A stack instead of recursion: how deep a tree is does not matter. */
  async function readAll(): Promise<readonly ListedFolder[]> {
    while (waiting.length > 0 || reading.size > 0) {
      signal?.throwIfAborted();
      while (waiting.length > 0 && reading.size < FOLDERS_AT_ONCE) {
        const branch = waiting.pop()!;
        reading.set(
          branch,
          read(branch).finally(() => reading.delete(branch)),
        );
      }
      await Promise.race([silence.passed, ...reading.values()]);
    }
    return folders;
  }

  return abortable(signal, readAll).finally(() => {
    settled = true;
    silence.end();
  });
}

/** Errors of the platform get their path here; what the walk itself throws passes by. */
async function* groupsOf({ path, folder }: Branch): AsyncGenerator<readonly TreeNode[]> {
  try {
    yield* folder.read();
  } catch (cause) {
    throw readError('folder', path, cause);
  }
}

function silenceError({ path }: Branch): ImageDatasetError {
  const cause = new DOMException(`nothing came of it for ${SILENCE_MS / 60_000} minutes`, 'TimeoutError');
  return readError('folder', path, cause);
}

function pathIn(folder: string, { name }: TreeNode): string {
  if (name === '') throw namelessError(folder);
  return folder === '' ? name : `${folder}/${name}`;
}

/** A class, because 20,000 objects with functions of their own take longer to make. */
class TreeFile implements FileSource {
  readonly path: string;
  readonly #node: FileNode;

  constructor(path: string, node: FileNode) {
    this.path = path;
    this.#node = node;
  }

  async open(): Promise<File> {
    try {
      return await this.#node.open();
    } catch (cause) {
      throw readError('file', this.path, cause);
    }
  }
}
