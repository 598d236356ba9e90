import { ImageDatasetError } from '../errors.ts';

/** Long enough for a browser to ask its user where to, and to begin; then the memory goes. */
const KEPT_MS = 60_000;

/**
 * Hands a file to the browser as a download.
 *
 * A page never learns what becomes of it.
 *
 * @throws ImageDatasetError `unsupported` in a worker, which has no downloads.
 */
export function download(blob: Blob, name: string): void {
  if (typeof document === 'undefined') {
    const advice = 'Save to a handle or a stream, or on the page';
    throw new ImageDatasetError('unsupported', `Only a page has downloads. ${advice}.`);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
