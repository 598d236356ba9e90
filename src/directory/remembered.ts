import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import { ImageDatasetError } from '../errors.ts';
import { checkSignal, refuseUnknownNames } from '../options/option-checks.ts';
import { abortable } from '../waiting/abortable.ts';
import { directoryFromHandles, handlesOf, type ImageDirectory } from './image-directory.ts';

/** A folder of an earlier visit, and whether it can still be read. */
export interface RememberedDirectory {
  /**
   * `'granted'`: it can be read at once. `'prompt'`: the user has to be asked first. `'gone'`: it, or a part of it, was
   * moved, renamed or deleted.
   */
  readonly state: 'granted' | 'prompt' | 'gone';
  /** The folder's own name; empty where the directory was made of several. */
  readonly name: string;
  /**
   * Gives the directory, after asking the user where `state` is `'prompt'`: call it in a click then.
   *
   * @throws ImageDatasetError `permission` where the user refuses or it was not called in a click, and
   * `read` where the folder is gone.
   */
  request(): Promise<ImageDirectory>;
}

/**
 * Remembers a directory under a key of the application's choice, for {@link restoreDirectory} on a later visit.
 *
 * What is kept is a reference, no copy of a file. It replaces what was kept under the key before.
 *
 * @throws ImageDatasetError `unsupported` where the directory came without handles (`canBeSaved` is false) or
 * the browser does not store them, and `invalid-option` for what is no directory.
 */
export async function saveDirectory(key: string, directory: ImageDirectory | FileSystemDirectoryHandle): Promise<void> {
  const handles = handlesOf(directory);
  if (handles.length === 0) throw withoutHandle();
  await stored(() => set(key, { handles } satisfies Saved, store()));
}

/**
 * Finds what {@link saveDirectory} kept under `key`; `undefined` where there is nothing.
 *
 * It never asks the user anything: that is for {@link RememberedDirectory.request}. The signal ends the wait of both.
 *
 * @throws ImageDatasetError `unsupported` where the browser stores nothing for this page.
 */
export async function restoreDirectory(
  key: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<RememberedDirectory | undefined> {
  refuseUnknownNames(options, ['signal']);
  const { signal } = options;
  checkSignal(signal);
  return abortable(signal, async () => {
    const saved = await stored(() => get<Saved>(key, store()));
    if (!saved) return undefined;
    const { handles } = saved;
    const name = handles.length === 1 ? handles[0]!.name : '';
    return { state: await stateOf(handles), name, request: () => abortable(signal, () => request(key, handles)) };
  });
}

/**
 * Forgets what {@link saveDirectory} kept under `key`, if anything.
 *
 * @throws ImageDatasetError `unsupported` where the browser stores nothing for this page.
 */
export async function forgetDirectory(key: string): Promise<void> {
  await stored(() => del(key, store()));
}

interface Saved {
  readonly handles: readonly FileSystemHandle[];
}

/** Only Chromium asks for permission; elsewhere handles are of the origin-private file system, which is always open. */
interface Permissions {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

let openStore: UseStore | undefined;
const store = (): UseStore => (openStore ??= createStore('tfjs-image-dataset', 'directories'));

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = `This browser keeps no folders for this page (${(cause as Error).message})`;
    throw new ImageDatasetError('unsupported', `${reason}. Ask the user for the folder at each visit.`, { cause });
  }
}

async function stateOf(handles: readonly FileSystemHandle[]): Promise<RememberedDirectory['state']> {
  const states = await Promise.all(
    handles.map((handle: Permissions) => handle.queryPermission?.({ mode: 'read' }) ?? 'granted'),
  );
  if (states.some((state) => state !== 'granted')) return 'prompt';
  return (await areGone(handles)) ? 'gone' : 'granted';
}

async function request(key: string, handles: readonly FileSystemHandle[]): Promise<ImageDirectory> {
  const answers = await Promise.all(handles.map(ask));
  const refusal = answers.find((answer) => answer !== 'granted');
  if (refusal !== undefined) throw refused(key, refusal);
  if (await areGone(handles)) throw gone(key);
  return directoryFromHandles(handles);
}

/** Called for all handles in the click's own tick, so that one click answers for all of them. */
async function ask(handle: Permissions): Promise<unknown> {
  try {
    return (await handle.requestPermission?.({ mode: 'read' })) ?? 'granted';
  } catch (cause) {
    return cause;
  }
}

async function areGone(handles: readonly FileSystemHandle[]): Promise<boolean> {
  return (await Promise.all(handles.map(isGone))).includes(true);
}

async function isGone(handle: FileSystemHandle): Promise<boolean> {
  try {
    if (handle.kind === 'directory') await (handle as FileSystemDirectoryHandle).values().next();
    else await (handle as FileSystemFileHandle).getFile();
    return false;
  } catch (cause) {
    return (cause as Error).name === 'NotFoundError';
  }
}

function withoutHandle(): ImageDatasetError {
  const reason = "This directory can't be remembered: it came as files, not as a handle that the browser could keep";
  const advice = 'Look at canBeSaved before, and ask the user for the folder at each visit';
  return new ImageDatasetError('unsupported', `${reason}. ${advice}.`);
}

function refused(key: string, cause: unknown): ImageDatasetError {
  const reason = 'the user refused, or request() was not called in a click';
  const message = `The folder remembered as '${key}' may not be read: ${reason}. Offer to try again, in a click.`;
  return new ImageDatasetError('permission', message, { cause });
}

function gone(key: string): ImageDatasetError {
  const advice = 'Let the user open it again, and save it anew';
  return new ImageDatasetError('read', `The folder remembered as '${key}' was moved, renamed or deleted. ${advice}.`);
}
