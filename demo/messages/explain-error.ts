import type { ImageDatasetError } from '../../src/index.ts';
import { BROWSER_FORMATS, isForBrowser } from '../options/browser-formats.ts';

/** Said by who notices first: the page when it starts tfjs, or the library. */
export const NO_WEBGPU = 'This browser has no WebGPU here. Choose the engine “auto”, or another browser.';

/** The library's words for people who write code, and what a visitor of this page has in their place. */
const INSTEAD: readonly (readonly [words: RegExp, here: string])[] = [
  [/Let the user open (the folder again|it again, and save it anew)/, 'Bring the folder again'],
  [/Let the user open, drop or reconnect the folder again/, 'Bring the folder again, and allow this page to read it'],
  [/Offer to try again, in a click/, 'Try again, or bring the folder again'],
  [/Let the user choose or drop files.*/, 'Drop the folder on the page instead.'],
  [/batchSize or imageSize/, '“Batch size” or “Image size”'],
  [/engine:? 'cpu'/, 'the engine “cpu”'],
  [/lower 'workers' or 'maxBytesInFlight'/, 'choose the decoding “reduced”'],
  [/(If the page has a Content-Security-Policy|Run this in a browser).*/, 'Reload the page, or take another browser.'],
];

/** What went wrong, and what to do. */
export function explainError(error: unknown): string {
  if (isOfLibrary(error)) {
    const instead = insteadOfAdvice(error);
    return instead ? [factsOf(error), instead].filter(Boolean).join(' ') : inWordsOfThePage(error);
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

/** Advice in the place of what only programmers can follow; `undefined` where the library's own will do. */
function insteadOfAdvice({ tag, option, allowed }: ImageDatasetError): string | undefined {
  if (tag === 'device-lost') return 'Reload the page.';
  if (option === 'engine') return NO_WEBGPU;
  if (option === 'validationSplit') return 'Bring more pictures, or raise “Validation split”.';
  if (option === 'extensions') return `Turn on “${BROWSER_FORMATS}”.`;
  if (tag !== 'no-images' || !Array.isArray(allowed)) return undefined;
  const others = allowed.some(isForBrowser) ? '' : `; for others turn on “${BROWSER_FORMATS}”`;
  return `Each class takes a folder of its own, with files that end in ${allowed.join(', ')}${others}.`;
}

/** An error's message, with the page's controls where the library names its options. */
export function inWordsOfThePage({ message }: ImageDatasetError): string {
  return INSTEAD.reduce((text, [words, here]) => text.replace(words, here), message);
}

/** A message without its last sentence, which is the advice. */
function factsOf({ message }: ImageDatasetError): string {
  return message.slice(0, message.lastIndexOf('. ') + 1);
}

/** Does what `isImageDatasetError` does: errors may come before the library is there. */
function isOfLibrary(error: unknown): error is ImageDatasetError {
  return error instanceof Error && error.name === 'ImageDatasetError';
}
