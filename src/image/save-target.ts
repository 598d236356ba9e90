import { ImageDatasetError } from '../errors.ts';
import { mustBe } from '../options/option-checks.ts';
import type { OwnMemory } from '../pixel-mode.ts';
import { abortable } from '../waiting/abortable.ts';
import { download } from './download.ts';

/** A file of this name in a folder, made where it is not there yet. */
export interface FileInDirectory {
  readonly directory: FileSystemDirectoryHandle;
  readonly name: string;
}

/** Where a picture can be saved; a string is the name of a download. */
export type SaveTarget =
  | FileSystemFileHandle
  | FileInDirectory
  | WritableStream<OwnMemory<Uint8ArrayConstructor>>
  | string;

/** Where bytes go, whatever the target is. */
export interface Destination {
  /** The name of the file, by which its format is known; `null` where there is none. */
  readonly name: string | null;
  /** Writes the file whole, or leaves everything as it was. */
  write(blob: Blob, signal: AbortSignal | undefined): Promise<void>;
}

/**
 * Finds out what kind of target was given. Nothing is opened yet.
 *
 * @throws ImageDatasetError `invalid-option`.
 */
export function destinationOf(target: unknown): Destination {
  if (typeof target === 'string') return { name: target, write: async (blob) => download(blob, target) };
  if (typeof target === 'object' && target !== null) {
    if (isStream(target)) return { name: null, write: (blob, signal) => pipe(blob, target, signal) };
    if (isFileHandle(target)) {
      return { name: target.name, write: (blob, signal) => writeFile(blob, target, signal) };
    }
    if (isInDirectory(target)) {
      return { name: target.name, write: (blob, signal) => writeInDirectory(blob, target, signal) };
    }
  }
  throw mustBe('target', target, "a file's handle, { directory, name }, a WritableStream, or the name of a download");
}

// By what they can do: classes differ between windows, and Firefox has not all of them.
const isStream = (target: object): target is WritableStream<OwnMemory<Uint8ArrayConstructor>> =>
  'getWriter' in target && typeof target.getWriter === 'function';

const isFileHandle = (target: object): target is FileSystemFileHandle => 'kind' in target && target.kind === 'file';

const isInDirectory = (target: object): target is FileInDirectory =>
  'directory' in target && 'name' in target && typeof target.name === 'string' && isDirectory(target.directory);

const isDirectory = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'directory';

/** Ends the stream where all went well; else aborts it, which makes a file's stream leave the file as it was. */
function pipe(
  blob: Blob,
  stream: WritableStream<OwnMemory<Uint8ArrayConstructor>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  return blob.stream().pipeTo(stream, signal ? { signal } : {});
}

/**
 * Writes to a file's handle, whose stream lies beside the file and takes its place when it is closed.
 *
 * @param discard - takes away what was made for the file, where it was not written.
 */
async function writeFile(
  blob: Blob,
  handle: FileSystemFileHandle,
  signal: AbortSignal | undefined,
  discard?: () => Promise<void>,
): Promise<void> {
  const opening = openStream(handle);
  let isOpen = false;
  try {
    const writable = await abortable(signal, () => opening);
    isOpen = true;
    await pipe(blob, writable, signal);
  } catch (error) {
    // A stream that opens after all would keep the file locked.
    const letGo = opening
      .then((writable) => writable.abort())
      .catch(() => {})
      .then(discard);
    // It may wait for the user's permission, and who aborts does not.
    if (isOpen || !signal?.aborted) await letGo;
    throw error;
  }
}

async function openStream(handle: FileSystemFileHandle): Promise<FileSystemWritableFileStream> {
  if ('createWritable' in handle) return handle.createWritable();
  const advice = 'Save the picture as a download, by giving its name';
  throw new ImageDatasetError('save', `This browser can't write to a file's handle on a page. ${advice}.`);
}

async function writeInDirectory(
  blob: Blob,
  { directory, name }: FileInDirectory,
  signal: AbortSignal | undefined,
): Promise<void> {
  const old = await directory.getFileHandle(name).catch((error: Error) => {
    if (error.name !== 'NotFoundError') throw error;
  });
  if (old) return writeFile(blob, old, signal);
  signal?.throwIfAborted();
  // Making the handle makes an empty file, and may wait for the user's permission.
  const making = directory.getFileHandle(name, { create: true });
  const discard = (): Promise<void> =>
    making
      .then((handle) => handle.getFile())
      // Unless somebody else has written to it since.
      .then(({ size }) => (size === 0 ? directory.removeEntry(name) : undefined))
      .catch(() => {});
  const made = await abortable(signal, () => making).catch((error) => {
    void discard();
    throw error;
  });
  return writeFile(blob, made, signal, discard);
}
