import { version } from '../../package.json';
import { Failure } from '../failure.ts';
import { fingerprint } from '../fingerprint.ts';
import type { StoreRequest } from '../protocol.ts';
import { removeOldStores } from './old-stores.ts';
import { StoreFiles, type SyncFile } from './store-files.ts';

/** In the origin's private file system; hidden, so that it is no class where an app makes a dataset of that. */
const FOLDER = '.tfjs-image-dataset';

/** What TypeScript knows of in workers only. */
type SyncFileHandle = FileSystemFileHandle & { createSyncAccessHandle?(): Promise<SyncFile> };

/**
 * Opens the store of a description, new or as an earlier visit left it.
 *
 * @throws Failure, or what the browser throws
 */
export async function openStore({
  description,
  maxBytes,
}: StoreRequest): Promise<{ readonly files: StoreFiles; readonly maxBytes: number }> {
  if (!navigator.storage) throw new Failure('unsupported', 'only pages from https or localhost have access to storage');
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const prefix = `${version}-`;
  const name = prefix + fingerprint(new TextEncoder().encode(description));
  const own = await folder.getDirectoryHandle(name, { create: true });
  const data = await openFile(own, 'pictures.bin');
  let index: SyncFile | undefined;
  try {
    index = await openFile(own, 'index.jsonl');
    const { quota = Number.POSITIVE_INFINITY } = await navigator.storage.estimate();
    const allowed = Math.min(maxBytes, quota / 2);
    const files = new StoreFiles(data, index, description, allowed);
    await removeOldStores(folder, { name, bytes: files.bytes }, prefix, allowed);
    return { files, maxBytes: allowed };
  } catch (error) {
    data.close();
    index?.close();
    throw error;
  }
}

async function openFile(folder: FileSystemDirectoryHandle, name: string): Promise<SyncFile> {
  const handle: SyncFileHandle = await folder.getFileHandle(name, { create: true });
  if (!handle.createSyncAccessHandle)
    throw new Failure('unsupported', 'this browser has no synchronous access to files');
  try {
    return await handle.createSyncAccessHandle();
  } catch (error) {
    if (!(error instanceof DOMException) || !LOCKED.includes(error.name)) throw error;
    throw new Failure('unsupported', 'another page uses the same cache');
  }
}

/** How browsers call a file that somebody else has open; the second is Chromium's name up to 108. */
const LOCKED = ['NoModificationAllowedError', 'InvalidStateError'];
