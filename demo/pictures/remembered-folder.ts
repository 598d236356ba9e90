import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImageDirectory, RememberedDirectory } from '../../src/index.ts';
import { work } from '../work.ts';

const KEY = 'demo';
const FILES_KEY = 'tfjs-image-dataset:files';

const last = signal<RememberedDirectory | null>(null);

/** The folder of the last visit; `null` where there is none, or the browser keeps none. */
export const rememberedFolder: ReadonlySignal<RememberedDirectory | null> = last;

/** Looks for the folder of the last visit. */
export async function findRememberedFolder(): Promise<void> {
  last.value = await quietly(async () => (await work().restoreDirectory(KEY)) ?? null);
}

/** Keeps a folder and its number of files for the next visit, where the browser can. */
export async function rememberFolder(directory: ImageDirectory, files: number): Promise<void> {
  if (!directory.canBeSaved) return;
  await quietly(async () => {
    await work().saveDirectory(KEY, directory);
    localStorage.setItem(FILES_KEY, String(files));
  });
}

/** How many files the folder of the last visit had. */
export function rememberedFiles(): number {
  return Number(localStorage.getItem(FILES_KEY));
}

/** Opens the folder of the last visit; called in a click, for the browser may ask. */
export async function reopenFolder(): Promise<ImageDirectory> {
  try {
    return await last.peek()!.request();
  } catch (error) {
    // It may have gone since, or be refused: the button says so.
    await findRememberedFolder();
    throw error;
  }
}

/** Forgets the folder of the last visit. */
export async function forgetFolder(): Promise<void> {
  await quietly(() => work().forgetDirectory(KEY));
  last.value = null;
}

/** A browser that keeps nothing for this page is no problem of the visitor's. */
async function quietly<T>(task: () => Promise<T>): Promise<T | null> {
  try {
    return await task();
  } catch (error) {
    if (work().isImageDatasetError(error, 'unsupported') || error instanceof DOMException) return null;
    throw error;
  }
}
