import { type ErrorContext, ImageDatasetError } from '../errors.ts';
import { checkSignal, refuseUnknownNames } from '../options/option-checks.ts';
import { abortable } from '../waiting/abortable.ts';
import { directoryFromFiles } from './file-list.ts';
import { directoryFromHandles, type ImageDirectory } from './image-directory.ts';

/** A place where a picker can start. */
export type WellKnownDirectory = 'desktop' | 'documents' | 'downloads' | 'music' | 'pictures' | 'videos';

/** What {@link openDirectory} can be told. */
export interface OpenDirectoryOptions {
  /** The browser remembers the last folder for each id: letters, digits, `_` and `-`, 32 at most. */
  readonly id?: string | undefined;
  /** Where the picker starts the first time. */
  readonly startIn?: WellKnownDirectory | undefined;
  /** Ends the wait; the picker itself can't be closed by a page. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets the user choose a folder; call it in a click.
 *
 * Where the browser has no folder picker, an `<input webkitdirectory>` does the same; what it gives can't be remembered
 * by `saveDirectory`. Cancelling rejects with the platform's `AbortError`, aborting with the signal's reason.
 *
 * @throws ImageDatasetError `permission` outside of a click or in a frame that may not open pickers,
 * `invalid-option` for an unknown option or one that the browser refuses, and `unsupported` where folders can't be chosen.
 */
export async function openDirectory(options: OpenDirectoryOptions = {}): Promise<ImageDirectory> {
  refuseUnknownNames(options, ['id', 'startIn', 'signal']);
  const { id, startIn, signal } = options;
  checkSignal(signal);
  return 'showDirectoryPicker' in globalThis ? abortable(signal, () => pick({ id, startIn })) : pickByInput(signal);
}

async function pick(options: Pick<OpenDirectoryOptions, 'id' | 'startIn'>): Promise<ImageDirectory> {
  try {
    return directoryFromHandles([await showDirectoryPicker({ ...options, mode: 'read' })]);
  } catch (cause) {
    throw pickerError(cause);
  }
}

function pickerError(cause: unknown): unknown {
  const { name, message } = cause as Error;
  if (name === 'TypeError') return new ImageDatasetError('invalid-option', `The folder picker: ${message}`, { cause });
  if (name === 'SecurityError' || name === 'NotAllowedError') return notAllowed({ cause });
  return cause;
}

async function pickByInput(signal: AbortSignal | undefined): Promise<ImageDirectory> {
  if (typeof document === 'undefined' || !('webkitdirectory' in HTMLInputElement.prototype)) throw noPicker();
  // Without a click the browser ignores the call below, and nothing would ever come back.
  if (navigator.userActivation?.isActive === false) throw notAllowed();
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.hidden = true;
  document.body.append(input); // Safari shows no picker for an input outside of the document.
  try {
    return directoryFromFiles(await abortable(signal, () => chosenFiles(input)));
  } finally {
    input.remove();
  }
}

function chosenFiles(input: HTMLInputElement): Promise<FileList> {
  return new Promise((resolve, reject) => {
    input.addEventListener('change', () => resolve(input.files!));
    input.addEventListener('cancel', () => reject(new DOMException('The user chose no folder.', 'AbortError')));
    input.click();
  });
}

function notAllowed(context?: ErrorContext): ImageDatasetError {
  const advice = 'Call openDirectory() in a click, once at a time, and in no frame of another site';
  return new ImageDatasetError('permission', `The browser opened no folder picker. ${advice}.`, context);
}

function noPicker(): ImageDatasetError {
  const advice = 'Let the user choose or drop files, and hand them to directoryFromFiles()';
  return new ImageDatasetError('unsupported', `There is no way to choose a folder here. ${advice}.`);
}
