import type { BrowserCommand } from 'vitest/node';

/** Bytes that a test's page, and the browser for it, hold. */
export interface BrowserMemory {
  readonly heapBytes: number;
  readonly processBytes: number;
}

export const browserMemory: BrowserCommand<[]>;
