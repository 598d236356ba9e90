import { commands } from 'vitest/browser';
import type { BrowserMemory } from '../../scripts/browser-memory.mjs';
import { type SomeTests, testsThatNeed } from './abilities.ts';

export type { BrowserMemory };

/** What vite.config.ts gives to the tests that draw lots. */
declare module 'vitest' {
  interface ProvidedContext {
    /** From which everything is drawn: the same seed draws the same. */
    readonly seed: number;
    /** How many pictures are damaged. */
    readonly fuzzPictures: number;
    /** How many epochs go through faults. */
    readonly soakEpochs: number;
  }
}

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    browserMemory(): Promise<BrowserMemory | null>;
  }
}

/** Bytes in use after a collection of garbage; `null` where this browser does not tell. */
export function browserMemory(): Promise<BrowserMemory | null> {
  return commands.browserMemory();
}

export const memoryTest: SomeTests = testsThatNeed('a browser that tells its memory', (await browserMemory()) !== null);
