import { type ReadonlySignal, signal } from '@preact/signals';

/** What needs tfjs or the library; the page itself imports only their types, so that it shows before they are there. */
export type Work = typeof import('./work-modules.ts');

const ready = signal(false);
let loaded: Work | undefined;

/** Whether the page can do what it offers. */
export const isReady: ReadonlySignal<boolean> = ready;

/** Loads tfjs and the library, and does what comes first of all. */
export async function startWork(prepare: () => Promise<unknown>): Promise<void> {
  loaded = await import('./work-modules.ts');
  await prepare();
  ready.value = true;
}

/** What needs tfjs or the library. */
export function work(): Work {
  if (!loaded) throw new Error('tfjs is still being loaded');
  return loaded;
}
