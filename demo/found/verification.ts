import { type ReadonlySignal, signal } from '@preact/signals';
import { reportProblem } from '../messages/messages.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { work } from '../work.ts';
import type { FolderCheck } from './verify-folder.ts';

/** How far the check of all files is. */
export type Verification =
  | { readonly kind: 'running'; readonly checked: number; readonly files: number; readonly bad: number }
  | { readonly kind: 'stopped' }
  | ({ readonly kind: 'done' } & FolderCheck);

/** Often enough for eyes, seldom enough for the page. */
const UPDATE_MS = 100;

const current = signal<Verification>({ kind: 'stopped' });
let stop = new AbortController();

/** The check of the folder on the page. */
export const verification: ReadonlySignal<Verification> = current;

/** Checks all files of a folder in the background. */
export async function startVerification({ directory, signal, pictures }: FoundFolder): Promise<void> {
  stop.abort();
  stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const { files } = pictures.training.report.found;
  current.value = { kind: 'running', checked: 0, files, bad: 0 };
  let shownAt = 0;
  try {
    const check = await work().verifyFolder(directory, pictures.options, ended, (progress) => {
      const now = performance.now();
      if (now - shownAt < UPDATE_MS || ended.aborted) return;
      shownAt = now;
      current.value = { kind: 'running', ...progress };
    });
    if (!ended.aborted) current.value = { kind: 'done', ...check };
  } catch (error) {
    if (ended.aborted) return;
    current.value = { kind: 'stopped' };
    reportProblem(error);
  }
}

export function stopVerification(): void {
  stop.abort();
  current.value = { kind: 'stopped' };
}
