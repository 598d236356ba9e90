import type { FileNode, FolderNode, TreeNode } from './tree-node.ts';

/** A dropped file or folder, as `webkitGetAsEntry()` shows it. */
export function nodeOfEntry(entry: FileSystemEntry): TreeNode {
  return entry.isDirectory
    ? folderOfEntry(entry as FileSystemDirectoryEntry)
    : new EntryFile(entry as FileSystemFileEntry);
}

function folderOfEntry(entry: FileSystemDirectoryEntry): FolderNode {
  return { kind: 'directory', name: entry.name, read: () => readEntry(entry) };
}

/** A class, because 20,000 objects with functions of their own take longer to make. */
class EntryFile implements FileNode {
  readonly kind = 'file';
  readonly name: string;
  readonly #entry: FileSystemFileEntry;

  constructor(entry: FileSystemFileEntry) {
    this.name = entry.name;
    this.#entry = entry;
  }

  open(): Promise<File> {
    return new Promise((resolve, reject) => this.#entry.file(resolve, reject));
  }
}

async function* readEntry(directory: FileSystemDirectoryEntry): AsyncGenerator<readonly TreeNode[]> {
  const reader = directory.createReader();
  // A call gives a hundred entries at most; only an empty answer is the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    yield entries.map(nodeOfEntry);
  }
}
