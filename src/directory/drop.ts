import { ImageDatasetError } from '../errors.ts';
import { createDirectory, type ImageDirectory } from './image-directory.ts';
import { rootOf, type TreeNode } from './tree-node.ts';
import { nodeOfEntry } from './walk-entries.ts';

/**
 * Makes a directory of what was dropped: a single folder is the directory, several become its classes.
 *
 * Files dropped beside folders, or alone, lie directly in the directory. Call it in the `drop` event itself, before
 * anything is awaited: afterwards the browser no longer shows what was dropped.
 *
 * @throws ImageDatasetError `invalid-option` where no file or folder was dropped, or two that have one name.
 */
export async function directoryFromDrop(drop: DragEvent | DataTransfer): Promise<ImageDirectory> {
  const transfer = 'dataTransfer' in drop ? drop.dataTransfer : drop;
  const items = Array.from(transfer?.items ?? []).filter(({ kind }) => kind === 'file');
  // The browser forgets the items at the first await, so each is asked for both its forms before any answer is awaited.
  // Entries are walked: they are complete and, in Chromium, four to eight times faster than handles, which in turn are
  // the only form that can be remembered.
  const dropped = items.map((item) => ({ node: nodeOfItem(item), handle: handleOfItem(item) }));
  const nodes = dropped.flatMap(({ node }) => node ?? []);
  if (nodes.length === 0) throw nothingDropped();
  refuseRenamedTwins(nodes);
  const root = rootOf(nodes);
  const handles = (await Promise.all(dropped.map(matchingHandle))).flatMap((handle) => handle ?? []);
  return createDirectory(root, { handles: handles.length === nodes.length ? handles : [] });
}

interface Dropped {
  readonly node: TreeNode | undefined;
  readonly handle: Promise<FileSystemHandle | undefined>;
}

function nodeOfItem(item: DataTransferItem): TreeNode | undefined {
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory) return nodeOfEntry(entry);
  // Pictures dragged out of a page, and what a script put into the DataTransfer, are files without an entry in Chromium,
  // and in WebKitGTK 2.50 with one that can't open them.
  const file = item.getAsFile();
  const node = entry ? nodeOfEntry(entry) : undefined;
  if (!file) return node;
  const open = async (): Promise<File> => (node?.kind === 'file' ? await node.open().catch(() => file) : file);
  return { kind: 'file', name: file.name, open };
}

async function handleOfItem(item: DataTransferItem): Promise<FileSystemHandle | undefined> {
  try {
    return (await item.getAsFileSystemHandle?.()) ?? undefined;
  } catch {
    return undefined; // Without a handle the folder can't be remembered, which `canBeSaved` says.
  }
}

/** Chromium's handle of a dropped link to a folder claims to be a file and opens nothing. */
async function matchingHandle({ node, handle }: Dropped): Promise<FileSystemHandle | undefined> {
  const given = await handle;
  return given?.kind === node?.kind ? given : undefined;
}

/**
 * Chromium 156 shows the second of two dropped folders `cats` as `cats (1)`, on its entry and its handle alike, and
 * nothing tells it from a folder that has this name on disk. As a class it would have a label of its own, silently.
 */
function refuseRenamedTwins(nodes: readonly TreeNode[]): void {
  const before = new Set<string>();
  for (const { kind, name } of nodes) {
    const original = name.replace(/ \(\d+\)(?=[^()]*$)/, '');
    if (kind === 'directory' && original !== name && before.has(original)) throw renamedTwins(original, name);
    before.add(name);
  }
}

function renamedTwins(original: string, name: string): ImageDatasetError {
  const problem = `'${original}' and '${name}' were dropped together, which is how browsers show two of one name`;
  const message = `${problem}. Rename one, or drop the folder that holds both.`;
  return new ImageDatasetError('invalid-option', message, { option: 'drop', path: name });
}

function nothingDropped(): ImageDatasetError {
  const advice = 'Drop a folder, and call directoryFromDrop() in the drop event itself, before anything is awaited';
  const message = `There is no file or folder in this drop. ${advice}.`;
  return new ImageDatasetError('invalid-option', message, { option: 'drop' });
}
