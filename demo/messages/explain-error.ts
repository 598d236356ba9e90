import type { ErrorTag, ImageDatasetError } from '../../src/index.ts';
import { BROWSER_FORMATS } from '../options/browser-formats.ts';

/** What a visitor of this page can do; the library's own messages speak to people who write code. */
const ADVICE: Partial<Record<ErrorTag, string>> = {
  read: 'Bring the folder again.',
  permission: 'Bring the folder again, and allow this page to read it.',
  gpu: 'Reload the page.',
  unsupported: 'Drop the folder on the page instead.',
};

/** The page has a switch instead of the option. */
const EXTENSIONS_ADVICE = /Add '\.(webp|avif)' to the option 'extensions'.*/;

/** What went wrong, and what to do. */
export function explainError(error: unknown): string {
  if (isOfLibrary(error)) {
    const message = error.message.replace(EXTENSIONS_ADVICE, `Turn on “${BROWSER_FORMATS}”.`);
    return [message, ADVICE[error.tag]].filter(Boolean).join(' ');
  }
  if (error instanceof AdviceError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong: ${message}. Reload the page to start again.`;
}

/** An error of the page itself; its message says what to do. */
export class AdviceError extends Error {}

/** Tells whether somebody closed a picker or cancelled: no error. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** As `isImageDatasetError`, for errors may come before the library is there. */
function isOfLibrary(error: unknown): error is ImageDatasetError {
  return error instanceof Error && error.name === 'ImageDatasetError';
}
