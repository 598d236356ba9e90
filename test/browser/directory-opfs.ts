import { onTestFinished } from 'vitest';

/**
 * A new folder in the origin-private file system, deleted after the test. Files hold their own path; a path that ends
 * in `/` is an empty folder.
 */
export async function opfsFolder(paths: readonly string[]): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const name = `animals-${crypto.randomUUID()}`;
  const folder = await root.getDirectoryHandle(name, { create: true });
  onTestFinished(() => root.removeEntry(name, { recursive: true }).catch(() => {}));
  for (const path of paths) await addToFolder(folder, path);
  return folder;
}

/** Adds a file, or an empty folder, with the folders above it. */
export async function addToFolder(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  const [name, ...parents] = path.split('/').reverse() as [string, ...string[]];
  let parent = folder;
  for (const part of parents.reverse()) parent = await parent.getDirectoryHandle(part, { create: true });
  if (name === '') return;
  const writable = await (await parent.getFileHandle(name, { create: true })).createWritable();
  await writable.write(path);
  await writable.close();
}
