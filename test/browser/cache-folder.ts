/** The folder of all stores, as the library names it. */
const FOLDER = 'tfjs-image-dataset';

/** Deletes all pictures on disk, as soon as those who had them open have let them go. */
export async function clearDisk(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (let attempt = 0; ; attempt++) {
    try {
      await root.removeEntry(FOLDER, { recursive: true });
    } catch (error) {
      if ((error as DOMException).name === 'NotFoundError') return;
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The folders of the stores. */
export async function stores(): Promise<readonly FileSystemDirectoryHandle[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const found: FileSystemDirectoryHandle[] = [];
  for await (const handle of folder.values()) if (handle.kind === 'directory') found.push(handle);
  return found;
}
