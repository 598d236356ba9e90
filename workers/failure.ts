import type { ErrorTag } from '../src/errors.ts';
import type { Outcome } from './protocol.ts';

/** A file that can't be used, and why; thrown within a worker, where the file's path is not known. */
export class Failure extends Error {
  readonly tag: ErrorTag;

  constructor(tag: ErrorTag, reason: string) {
    super(reason);
    this.tag = tag;
  }
}

/**
 * Runs a step on a file and turns what it throws into a value: `limit` where there is too little memory, and errors that nobody
 * foresaw get the step's own tag.
 */
export async function attempt<T>(tag: ErrorTag, step: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await step() };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, tag: error.tag, reason: error.message };
    if (isOutOfMemory(error)) return { ok: false, tag: 'limit', reason: 'it takes more memory than there is' };
    return { ok: false, tag, reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** What arrays and WebAssembly throw where there is no room for them; in Firefox it is these words where there is none for an error. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError || error === 'out of memory';
}
