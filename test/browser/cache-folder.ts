import { expect } from 'vitest';

/** The folder of all stores, as the library names it. */
export const FOLDER = '.tfjs-image-dataset';

/** Deletes all pictures on disk, as soon as those who had them open have let them go. */
export async function clearDisk(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const failure = () => root.removeEntry(FOLDER, { recursive: true }).catch(({ name }: DOMException) => name);
  await expect.poll(failure).toBeOneOf([undefined, 'NotFoundError']);
}

/** The folders of the stores. */
export async function stores(): Promise<readonly FileSystemDirectoryHandle[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const found: FileSystemDirectoryHandle[] = [];
  for await (const handle of folder.values()) if (handle.kind === 'directory') found.push(handle);
  return found;
}

/** The folder of the one store. */
export async function storeFolder(): Promise<FileSystemDirectoryHandle> {
  const [folder, ...others] = await stores();
  if (!folder || others.length > 0) throw new Error(`There are ${others.length + (folder ? 1 : 0)} stores.`);
  return folder;
}

/** Waits until nobody has the store's pictures open: a worker that was ended lets them go a moment later. */
export async function untilLetGo(): Promise<void> {
  const handle = await (await storeFolder()).getFileHandle('pictures.bin');
  for (let writable: FileSystemWritableFileStream | undefined; !writable; ) {
    writable = await handle.createWritable().catch(() => undefined);
    await writable?.abort();
  }
}

/** Opens a file exclusively, as another tab would, once it is let go; gives what lets it go again. */
export async function holdFile(handle: FileSystemFileHandle): Promise<() => void> {
  const script = `onmessage = async ({ data }) => {
    for (let opened; !opened; ) opened = await data.createSyncAccessHandle().catch(() => {});
    postMessage('held');
  };`;
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  await new Promise((resolve) => {
    worker.onmessage = resolve;
    worker.postMessage(handle);
  });
  return () => worker.terminate();
}
