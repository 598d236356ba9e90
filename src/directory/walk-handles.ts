import type { FileNode, FolderNode, TreeNode } from './tree-node.ts';

/** As many as `readEntries` gives, so that progress is alike. */
const GROUP_SIZE = 100;

/** A folder on disk or in the origin-private file system, as its handle shows it. */
export function folderOfHandle(handle: FileSystemDirectoryHandle): FolderNode {
  return { kind: 'directory', name: handle.name, read: () => readHandle(handle) };
}

/** A handle of either kind, as a part of a tree. */
export function nodeOfHandle(handle: FileSystemHandle): TreeNode {
  return handle.kind === 'directory'
    ? folderOfHandle(handle as FileSystemDirectoryHandle)
    : fileOfHandle(handle as FileSystemFileHandle);
}

function fileOfHandle(handle: FileSystemFileHandle): FileNode {
  return { kind: 'file', name: handle.name, open: () => handle.getFile() };
}

async function* readHandle(directory: FileSystemDirectoryHandle): AsyncGenerator<readonly TreeNode[]> {
  let group: TreeNode[] = [];
  for await (const handle of directory.values()) {
    group.push(nodeOfHandle(handle));
    if (group.length < GROUP_SIZE) continue;
    yield group;
    group = [];
  }
  yield group;
}
