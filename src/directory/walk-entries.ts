import type { FileNode, FolderNode, TreeNode } from './tree-node.ts';

/** A dropped file or folder, as `webkitGetAsEntry()` shows it. */
export function nodeOfEntry(entry: FileSystemEntry): TreeNode {
  return entry.isDirectory
    ? folderOfEntry(entry as FileSystemDirectoryEntry)
    : fileOfEntry(entry as FileSystemFileEntry);
}

function folderOfEntry(entry: FileSystemDirectoryEntry): FolderNode {
  return { kind: 'directory', name: entry.name, read: () => readEntry(entry) };
}

function fileOfEntry(entry: FileSystemFileEntry): FileNode {
  return {
    kind: 'file',
    name: entry.name,
    open: () => new Promise((resolve, reject) => entry.file(resolve, reject)),
  };
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
