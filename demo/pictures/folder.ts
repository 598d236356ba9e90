import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ImageDirectory } from '../../src/index.ts';
import { foundSentence } from '../found/found-sentence.ts';
import { announce, clearProblem, reportProblem } from '../messages/messages.ts';
import { options } from '../options/options-state.ts';
import { work } from '../work.ts';
import type { Pictures } from './find-pictures.ts';
import { rememberFolder } from './remembered-folder.ts';

/** What is on the page. */
export type Folder =
  | { readonly kind: 'empty' }
  | { readonly kind: 'indexing'; readonly progress: string }
  | FoundFolder;

export interface FoundFolder {
  readonly kind: 'found';
  readonly directory: ImageDirectory;
  /** The folder as the options have it; another object after each change of them. */
  readonly pictures: Pictures;
  /** Aborted when another folder takes its place. */
  readonly signal: AbortSignal;
}

/** Tells how far it is with the folder that it brings. */
export type BringFolder = (
  signal: AbortSignal,
  showProgress: (text: string) => void,
) => ImageDirectory | Promise<ImageDirectory>;

const current = signal<Folder>({ kind: 'empty' });
const optionsError = signal<unknown>(null);
let visit = new AbortController();
let change = new AbortController();

/** What is on the page. */
export const folder: ReadonlySignal<Folder> = current;

/** The folder on the page, where it has been looked through. */
export const found: ReadonlySignal<FoundFolder | null> = computed(() =>
  current.value.kind === 'found' ? current.value : null,
);

/** The folder's own name; empty where there is none. */
export const folderName: ReadonlySignal<string> = computed(() => found.value?.directory.name ?? '');

/** Why the options don't fit the folder; `null` where they do. */
export const misfit: ReadonlySignal<unknown> = optionsError;

export function reportMisfit(error: unknown): void {
  optionsError.value = error;
}

/** Shows the folder that `bring` comes with, in place of the one that is there. */
export async function showFolder(bring: BringFolder): Promise<void> {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  const showProgress = (progress: string): void => {
    if (!signal.aborted) current.value = { kind: 'indexing', progress };
  };
  clearProblem();
  optionsError.value = null;
  showProgress('');
  try {
    const directory = await bring(signal, showProgress);
    signal.throwIfAborted();
    announce('Looking through the folder …');
    const pictures = await work().findPictures(directory, options.value, {
      signal,
      onProgress: ({ files, directories }) => showProgress(`${files} files in ${directories} folders so far`),
    });
    signal.throwIfAborted();
    current.value = { kind: 'found', directory, pictures, signal };
    announce(foundSentence(pictures.training.report.found));
    void rememberFolder(directory);
  } catch (error) {
    // What comes of a folder that was replaced or cancelled is no news.
    if (signal.aborted) return;
    leaveFolder();
    reportProblem(error);
  }
}

/** Ends the search, and whatever is done with the folder. */
export function leaveFolder(message = ''): void {
  visit.abort();
  current.value = { kind: 'empty' };
  announce(message);
}

/** Takes the folder's pictures anew, after a change of options; the listing of its files is kept. */
export async function applyOptions(): Promise<void> {
  const shown = found.peek();
  if (!shown || shown.pictures.options === options.peek()) return;
  change.abort();
  change = new AbortController();
  const latest = change.signal;
  try {
    const pictures = await work().findPictures(shown.directory, options.peek(), { signal: shown.signal });
    if (latest.aborted) return pictures.dispose();
    shown.pictures.dispose();
    current.value = { ...shown, pictures };
    optionsError.value = null;
  } catch (error) {
    if (!latest.aborted && !shown.signal.aborted) optionsError.value = error;
  }
}
