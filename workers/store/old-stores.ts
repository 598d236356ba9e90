interface OldStore {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
}

/**
 * Deletes the stores that nobody needs any more: those of other versions, and those that were used the longest time ago, until
 * all of them together fit. Stores that are open stay.
 *
 * @param own - The name of the store that is in use, and its bytes.
 * @param prefix - How the names of this version's stores begin.
 */
export async function removeOldStores(
  folder: FileSystemDirectoryHandle,
  own: { readonly name: string; readonly bytes: number },
  prefix: string,
  maxBytes: number,
): Promise<void> {
  const stores: OldStore[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (name === own.name || handle.kind !== 'directory') continue;
    if (name.startsWith(prefix)) stores.push({ name, ...(await factsOf(handle)) });
    else await remove(folder, name);
  }
  let bytes = own.bytes;
  for (const store of stores.sort((one, other) => other.lastUsed - one.lastUsed)) {
    bytes += store.bytes;
    if (bytes > maxBytes) await remove(folder, store.name);
  }
}

async function factsOf(store: FileSystemDirectoryHandle): Promise<Omit<OldStore, 'name'>> {
  let [bytes, lastUsed] = [0, 0];
  try {
    for await (const handle of store.values()) {
      if (handle.kind !== 'file') continue;
      const file = await handle.getFile();
      bytes += file.size;
      lastUsed = Math.max(lastUsed, file.lastModified);
    }
  } catch {
    // Another tab has just deleted it.
  }
  return { bytes, lastUsed };
}

async function remove(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name, { recursive: true });
  } catch {
    // It is open: in another tab, or by a dataset with other options.
  }
}
