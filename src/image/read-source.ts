import { readError } from '../directory/read-error.ts';
import { ImageDatasetError } from '../errors.ts';
import { invalidOption } from '../options/option-checks.ts';
import { show } from '../show.ts';

/** What `loadImg` can read: a file in any form, or where one is. A string is an address. */
export type ImgSource = Blob | FileSystemFileHandle | ArrayBuffer | Uint8Array | URL | string;

/** A file to read, and the name it goes by in errors. */
interface NamedFile {
  readonly path: string;
  readonly file: Blob;
}

/**
 * Makes a file of whatever stands for one.
 *
 * @throws ImageDatasetError `invalid-option`, `read` or `permission`; the signal's reason when it aborts.
 */
export async function readSource(source: ImgSource, signal: AbortSignal | undefined): Promise<NamedFile> {
  if (source instanceof Blob) return { path: nameOf(source), file: source };
  if (source instanceof ArrayBuffer) return { path: NAMELESS, file: new Blob([source]) };
  if (source instanceof Uint8Array) return { path: NAMELESS, file: new Blob([unshared(source)]) };
  if (typeof source === 'string' || source instanceof URL) return fetchFile(String(source), signal);
  if (isFileHandle(source)) return readHandle(source);
  const allowed = 'a Blob, a File, a file handle, bytes or an address';
  throw invalidOption('source', source, allowed, `The source must be ${allowed}, not ${show(source)}.`);
}

const NAMELESS = 'picture';

function nameOf(blob: Blob): string {
  return blob instanceof File && blob.name !== '' ? blob.name : NAMELESS;
}

/** A Blob can't be made of memory that several threads share. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}

function isFileHandle(source: unknown): source is FileSystemFileHandle {
  return typeof source === 'object' && source !== null && 'getFile' in source && typeof source.getFile === 'function';
}

async function readHandle(handle: FileSystemFileHandle): Promise<NamedFile> {
  try {
    return { path: handle.name, file: await handle.getFile() };
  } catch (cause) {
    throw readError('file', handle.name, cause);
  }
}

async function fetchFile(address: string, signal: AbortSignal | undefined): Promise<NamedFile> {
  try {
    const response = await fetch(address, signal ? { signal } : {});
    if (response.ok) return { path: address, file: await response.blob() };
    // Else the connection would wait for somebody to read it.
    response.body?.cancel().catch(() => {});
    const status = `${response.status} ${response.statusText}`.trim();
    throw addressError(address, `the server answered ${status}. See whether the address is right.`, status);
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ImageDatasetError) throw cause;
    const advice = 'See whether the address is right, and whether its server allows other pages to read it (CORS).';
    throw addressError(address, `the request failed. ${advice}`, cause);
  }
}

function addressError(address: string, reason: string, cause: unknown): ImageDatasetError {
  return new ImageDatasetError('read', `'${address}' can't be read: ${reason}`, { path: address, cause });
}
