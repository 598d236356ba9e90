import { type ErrorTag, isImageDatasetError } from '../src/index.ts';

/** What a visitor of this page can do; the library's own messages speak to people who write code. */
const ADVICE: Partial<Record<ErrorTag, string>> = {
  'no-images': 'Put the pictures of each class into a folder of their own, and bring the folder around these.',
  read: 'Bring the folder again.',
  permission: 'Bring the folder again, and allow this page to read it.',
  gpu: 'Reload the page.',
};

/** What went wrong, and what to do. */
export function explainError(error: unknown): string {
  if (isImageDatasetError(error)) return [error.message, ADVICE[error.tag]].filter(Boolean).join(' ');
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong: ${message}. Reload the page to start again.`;
}

/** Tells whether somebody closed a picker or cancelled: no error. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
