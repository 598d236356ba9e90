import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ImageDirectory } from '../../src/index.ts';
import { announce, clearProblem, reportProblem } from '../messages/messages.ts';
import type { LoaderOptions } from '../options/loader-options.ts';
import { options } from '../options/options-state.ts';
import { work } from '../work.ts';
import type { Pictures } from './find-pictures.ts';
import { foundSentence } from './found-sentence.ts';
import { rememberFolder } from './remembered-folder.ts';

/** A folder that was looked through. */
export interface FoundFolder {
  readonly directory: ImageDirectory;
  /** The folder as the options have it; another object after each change of them. */
  readonly pictures: Pictures;
  /** Aborted when another folder takes its place. */
  readonly signal: AbortSignal;
}

/** A folder in which no pictures were found. */
interface RefusedFolder {
  readonly directory: ImageDirectory;
  /** With others there may be pictures in it. */
  readonly options: LoaderOptions;
}

/** Brings a folder, and tells how far it has come. */
export type BringFolder = (
  signal: AbortSignal,
  showProgress: (text: string) => void,
) => ImageDirectory | Promise<ImageDirectory>;

const current = signal<FoundFolder | null>(null);
const last = signal<RefusedFolder | null>(null);
const progress = signal<string | null>(null);
const optionsError = signal<unknown>(null);
let mayLeave = (): boolean => true;
let visit = new AbortController();
let search = new AbortController();
let change = new AbortController();

/** The folder on the page. */
export const found: ReadonlySignal<FoundFolder | null> = current;

/** The last folder, where no pictures were found in it; `null` where some were. */
export const refused: ReadonlySignal<RefusedFolder | null> = last;

/** How far the search of the next folder has come; `null` where none is searched. */
export const searching: ReadonlySignal<string | null> = progress;

/** The folder's own name; empty where there is none. */
export const folderName: ReadonlySignal<string> = computed(() => found.value?.directory.name ?? '');

/** Why the options don't fit the folder; `null` where they do. */
export const misfit: ReadonlySignal<unknown> = optionsError;

export function reportMisfit(error: unknown): void {
  optionsError.value = error;
}

/** Has `ask` decide whether the folder on the page may give way to another one. */
export function askBeforeLeaving(ask: () => boolean): void {
  mayLeave = ask;
}

/** Shows the folder that `bring` comes with. The one that is there stays until it gives way to pictures. */
export async function showFolder(bring: BringFolder): Promise<void> {
  search.abort();
  const mine = new AbortController();
  search = mine;
  const { signal } = mine;
  const showProgress = (text: string): void => {
    if (!signal.aborted) progress.value = text;
  };
  clearProblem();
  showProgress('');
  last.value = null;
  let looked: RefusedFolder | null = null;
  try {
    const directory = await bring(signal, showProgress);
    signal.throwIfAborted();
    announce('Looking through the folder …');
    looked = { directory, options: options.value };
    const pictures = await work().findPictures(directory, looked.options, {
      signal,
      onProgress: ({ files, directories }) => showProgress(`${files} files in ${directories} folders so far`),
    });
    signal.throwIfAborted();
    if (!mayLeave()) {
      pictures.dispose();
      stay();
      return;
    }
    visit.abort();
    visit = mine;
    endSearch();
    optionsError.value = null;
    current.value = { directory, pictures, signal };
    // The next visit begins with Keras' files, and would miss the others.
    const files = pictures.options.webpAndAvif ? 0 : pictures.training.report.found.files;
    rememberFolder(directory, files).catch(reportProblem);
  } catch (error) {
    // What comes of a folder that was replaced or cancelled is no news.
    if (signal.aborted) return;
    stay();
    last.value = looked;
    reportProblem(error);
  }
}

/** Goes back to the folder that is there, if one is. */
function stay(): void {
  cancelSearch();
  announce(current.value ? foundSentence(current.value.pictures.training.report.found) : '');
}

/** Gives up the folder that comes next. */
export function cancelSearch(): void {
  search.abort();
  endSearch();
}

function endSearch(): void {
  search = new AbortController();
  progress.value = null;
}

/** Takes the folder's pictures anew, after a change of options; the listing of its files is kept. */
export async function applyOptions(): Promise<void> {
  const shown = found.peek();
  if (!shown) return lookAgain();
  if (shown.pictures.options === options.peek()) return;
  change.abort();
  change = new AbortController();
  const latest = change.signal;
  try {
    const pictures = await work().findPictures(shown.directory, options.peek(), { signal: shown.signal });
    if (latest.aborted || shown.signal.aborted) return pictures.dispose();
    shown.pictures.dispose();
    current.value = { ...shown, pictures };
    optionsError.value = null;
  } catch (error) {
    if (!latest.aborted && !shown.signal.aborted) optionsError.value = error;
  }
}

async function lookAgain(): Promise<void> {
  const folder = refused.peek();
  if (folder && folder.options !== options.peek()) await showFolder(() => folder.directory);
}
