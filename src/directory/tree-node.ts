import { ImageDatasetError } from '../errors.ts';

/** A file in a tree, whatever it comes from. */
export interface FileNode {
  readonly kind: 'file';
  readonly name: string;
  open(): Promise<File>;
}

/** A folder in a tree, whatever it comes from. */
export interface FolderNode {
  readonly kind: 'directory';
  readonly name: string;
  /** Reads what lies directly in the folder, group by group, afresh at each call. */
  read(): AsyncIterable<readonly TreeNode[]>;
}

/** What a handle, a dropped entry and a file of a list have in common. */
export type TreeNode = FileNode | FolderNode;

/** Makes a folder of what is at hand; `children` is called when the folder is read. */
export function folderOf(name: string, children: () => readonly TreeNode[]): FolderNode {
  return {
    kind: 'directory',
    name,
    async *read() {
      yield children();
    },
  };
}

/**
 * The folder that a user means by handing over `nodes`: a single folder is the root itself, anything else lies in a
 * root without a name.
 *
 * @throws ImageDatasetError `invalid-option` where two of them have one name.
 */
export function rootOf(nodes: readonly TreeNode[]): FolderNode {
  const [first, ...others] = nodes;
  if (first?.kind === 'directory' && others.length === 0) return first;
  const byName = new Map<string, TreeNode>();
  for (const node of nodes) {
    const twin = byName.get(node.name);
    if (twin) throw twoOfOneName(twin, node);
    byName.set(node.name, node);
  }
  return folderOf('', () => nodes);
}

function twoOfOneName(one: TreeNode, other: TreeNode): ImageDatasetError {
  const both = [one, other].map(({ kind, name }) => `a ${kind === 'directory' ? 'folder' : 'file'} '${name}'`);
  const message = `${both.join(' and ')} can't lie side by side. Rename one, or take the folder that holds both.`;
  return new ImageDatasetError('invalid-option', `Two things have one name: ${message}`, { path: one.name });
}
