import type { FileToOpen, OpenedPicture, Outcome } from '../../workers/protocol.ts';

/** Has a worker open files, all at once. */
export type OpenFiles = (files: readonly FileToOpen[]) => Promise<readonly Outcome<OpenedPicture>[]>;

interface Waiting extends FileToOpen {
  readonly signal: AbortSignal;
  readonly settle: (outcome: Promise<Outcome<OpenedPicture>>) => void;
}

/** What a worker is given at once: enough to save time, little enough not to fill its memory. */
const MAX_FILES = 32;
const MAX_BYTES = 2 ** 23;

/**
 * Sends files to a worker, one group after the other: what comes while it reads waits and goes together, because to read
 * many small files at once takes half the time of one by one (Chromium 156, 100 kB each).
 */
export class ReadQueue {
  readonly #open: OpenFiles;
  #waiting: Waiting[] = [];
  #isReading = false;

  constructor(open: OpenFiles) {
    this.#open = open;
  }

  /** Has a file opened; rejects with the signal's reason if that aborts before its turn has come. */
  open(file: FileToOpen, signal: AbortSignal): Promise<Outcome<OpenedPicture>> {
    return new Promise((settle) => {
      this.#waiting.push({ ...file, signal, settle });
      if (this.#isReading) return;
      this.#isReading = true;
      // Those of the same turn go together.
      queueMicrotask(() => void this.#readAll());
    });
  }

  async #readAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      const opening = this.#open(group.map(({ id, file, request }) => ({ id, file, request })));
      for (const [index, { settle }] of group.entries()) settle(opening.then((outcomes) => outcomes[index]!));
      await opening.catch(() => {});
    }
    this.#isReading = false;
  }

  #takeGroup(): readonly Waiting[] {
    const group: Waiting[] = [];
    let bytes = 0;
    while (this.#waiting.length > 0 && group.length < MAX_FILES && bytes < MAX_BYTES) {
      const next = this.#waiting.shift()!;
      if (next.signal.aborted) {
        next.settle(Promise.reject(next.signal.reason));
        continue;
      }
      bytes += next.file.size;
      group.push(next);
    }
    return group;
  }
}
