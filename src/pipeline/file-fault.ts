import { type ImageDatasetError, isImageDatasetError } from '../errors.ts';

/** Tells an error that is a file's own fault, so that others can be used without it, from one that any file would meet. */
export function isFileFault(error: unknown): error is ImageDatasetError {
  return isImageDatasetError(error, 'read', 'decode', 'unsupported', 'limit');
}
