import { type ReadonlySignal, signal } from '@preact/signals';
import { startBackend } from './engine/engine-in-use.ts';
import { announce, reportProblem } from './messages/messages.ts';

/** What needs tfjs or the library; nothing of the page imports them but as types, so that it shows before they are there. */
export type Work = typeof import('./work-modules.ts');

const ready = signal(false);
let loaded: Work | undefined;

/** Whether the page can do what it offers. */
export const isReady: ReadonlySignal<boolean> = ready;

/** Loads tfjs and the library, starts tfjs, and tells whether it went well. */
export async function startWork(): Promise<boolean> {
  try {
    loaded = await import('./work-modules.ts');
    await startBackend('auto');
    ready.value = true;
  } catch (error) {
    reportProblem(error);
  }
  announce('');
  return ready.value;
}

/** What needs tfjs or the library. */
export function work(): Work {
  if (!loaded) throw new Error('tfjs is still being loaded');
  return loaded;
}
