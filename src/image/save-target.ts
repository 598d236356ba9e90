import { abortable } from '../directory/abortable.ts';
import { ImageDatasetError } from '../errors.ts';
import { invalidOption } from '../options/option-checks.ts';
import { show } from '../show.ts';
import { download } from './download.ts';

/** A file of this name in a folder, made where it is not there yet. */
export interface FileInDirectory {
  readonly directory: FileSystemDirectoryHandle;
  readonly name: string;
}

/** Where a picture can be saved; a string is the name of a download. */
export type SaveTarget = FileSystemFileHandle | FileInDirectory | WritableStream<Uint8Array<ArrayBuffer>> | string;

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
 * @throws ImageDatasetError with tag `invalid-option`.
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
  const allowed = "a file's handle, { directory, name }, a WritableStream, or the name of a download";
  throw invalidOption('target', target, allowed, `target must be ${allowed}, not ${show(target)}.`);
}

// By what they can do: classes differ between windows, and Firefox has not all of them.
const isStream = (target: object): target is WritableStream<Uint8Array<ArrayBuffer>> =>
  'getWriter' in target && typeof target.getWriter === 'function';

const isFileHandle = (target: object): target is FileSystemFileHandle => 'kind' in target && target.kind === 'file';

const isInDirectory = (target: object): target is FileInDirectory =>
  'directory' in target && 'name' in target && typeof target.name === 'string' && isDirectory(target.directory);

const isDirectory = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'directory';

/** Ends the stream where all went well; else aborts it, which makes a file's stream leave the file as it was. */
function pipe(blob: Blob, stream: WritableStream<Uint8Array<ArrayBuffer>>, signal?: AbortSignal): Promise<void> {
  return blob.stream().pipeTo(stream, signal ? { signal } : {});
}

/** A handle's stream writes beside the file, and takes the file's place when it is closed. */
async function writeFile(blob: Blob, handle: FileSystemFileHandle, signal?: AbortSignal): Promise<void> {
  if (!('createWritable' in handle)) {
    const advice = 'Save the picture as a download, by giving its name';
    throw new ImageDatasetError('save', `This browser can't write to a file's handle on a page. ${advice}.`);
  }
  const opening = handle.createWritable();
  try {
    await abortable(signal, () => opening);
  } catch (error) {
    // It may open after all, and would keep the file locked.
    opening.then((writable) => writable.abort()).catch(() => {});
    throw error;
  }
  await pipe(blob, await opening, signal);
}

async function writeInDirectory(blob: Blob, { directory, name }: FileInDirectory, signal?: AbortSignal): Promise<void> {
  const old = await directory.getFileHandle(name).catch((error: Error) => {
    if (error.name !== 'NotFoundError') throw error;
  });
  if (old) return writeFile(blob, old, signal);
  try {
    await writeFile(blob, await directory.getFileHandle(name, { create: true }), signal);
  } catch (error) {
    // Making the handle has made an empty file.
    await directory.removeEntry(name).catch(() => {});
    throw error;
  }
}
