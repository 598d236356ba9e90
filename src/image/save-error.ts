import { ImageDatasetError } from '../errors.ts';

/** Why a file could not be written, with its name where it has one: tag `permission` or `save`. */
export function saveError(fileName: string | null, cause: unknown): ImageDatasetError {
  if (cause instanceof ImageDatasetError) return cause;
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const context = { path: fileName ?? undefined, cause };
  const subject = fileName === null ? 'The stream' : `'${fileName}'`;
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    const advice = "Call requestPermission({ mode: 'readwrite' }) of its handle in a click";
    return new ImageDatasetError('permission', `${subject} may not be written by this page. ${advice}.`, context);
  }
  const reason = `${subject} can't be written (${name}: ${message})`;
  return new ImageDatasetError('save', `${reason}. ${adviceFor(name)}.`, context);
}

function adviceFor(name: string): string {
  switch (name) {
    case 'QuotaExceededError':
      return 'Make room on the disk, or among what this site has stored';
    case 'NoModificationAllowedError':
      return 'Something else has it open: close that first';
    case 'NotFoundError':
      return 'It was moved or deleted: let the user choose again';
    case 'TypeMismatchError':
      return 'There is a folder of that name: choose another one';
    case 'TypeError':
      return 'See whether its name is allowed, and that nobody else writes to it';
    default:
      return 'See whether other programs can write there';
  }
}
