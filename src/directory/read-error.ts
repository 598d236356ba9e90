import { type ErrorTag, ImageDatasetError } from '../errors.ts';

/** Why a file or a folder could not be read, with its path: tag `permission` or `read`. */
export function readError(what: 'file' | 'folder', path: string, cause: unknown): ImageDatasetError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const [tag, reason] = explain(name, message);
  return new ImageDatasetError(tag, `${subject(what, path)} ${reason}`, { path, cause });
}

/** A file or folder that the platform shows with an empty name and can't open. */
export function namelessError(folder: string): ImageDatasetError {
  const reason = "holds something whose name is no valid Unicode. Browsers can't open it: rename it or take it out.";
  return new ImageDatasetError('read', `${subject('folder', folder)} ${reason}`, { path: folder });
}

function subject(what: 'file' | 'folder', path: string): string {
  return path === '' ? 'The folder' : `The ${what} '${path}'`;
}

function explain(name: string, message: string): [ErrorTag, string] {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return ['permission', 'may not be read by this page. Let the user open, drop or reconnect the folder again.'];
    case 'NoModificationAllowedError': // Chromium's answer where the operating system refuses to open a folder.
      return ['permission', 'is closed by the operating system. Change its permissions or take it out.'];
    case 'NotFoundError':
      return ['read', 'is not there any more: moved, renamed or deleted. Let the user open the folder again.'];
    default:
      return ['read', `can't be read (${name}: ${message}). See whether other programs can open it, or take it out.`];
  }
}
