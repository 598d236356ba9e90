interface Waiting<Item, Result> {
  readonly item: Item;
  readonly signal: AbortSignal;
  readonly settle: (result: Promise<Result>) => void;
}

/** What a worker is given at once: enough to save time, little enough not to fill its memory. */
const MAX_ITEMS = 32;
const MAX_BYTES = 2 ** 23;

/**
 * Has a worker read files or stored pictures, one group after the other: what comes while it reads waits and goes together,
 * which saves messages, and has the disk busy with several.
 */
export class ReadQueue<Item, Result> {
  readonly #readGroup: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #bytesOf: (item: Item) => number;
  #waiting: Waiting<Item, Result>[] = [];
  #isReading = false;

  /**
   * @param readGroup - Reads all of a group; gives their results in the same order.
   * @param bytesOf - How much there is to read.
   */
  constructor(readGroup: (items: readonly Item[]) => Promise<readonly Result[]>, bytesOf: (item: Item) => number) {
    this.#readGroup = readGroup;
    this.#bytesOf = bytesOf;
  }

  /** Has something read; rejects with the signal's reason if that aborts before its turn has come. */
  read(item: Item, signal: AbortSignal): Promise<Result> {
    return new Promise((settle) => {
      this.#waiting.push({ item, signal, settle });
      if (this.#isReading) return;
      this.#isReading = true;
      // Those of the same turn go together.
      queueMicrotask(() => void this.#readAll());
    });
  }

  async #readAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      // All of it may have been aborted.
      if (group.length === 0) continue;
      const reading = this.#readGroup(group.map(({ item }) => item));
      for (const [index, { settle }] of group.entries()) settle(reading.then((results) => results[index]!));
      await reading.catch(() => {});
    }
    this.#isReading = false;
  }

  #takeGroup(): readonly Waiting<Item, Result>[] {
    const group: Waiting<Item, Result>[] = [];
    let bytes = 0;
    while (this.#waiting.length > 0 && group.length < MAX_ITEMS && bytes < MAX_BYTES) {
      // What is larger than any group goes alone.
      const next = this.#waiting[0]!;
      const size = this.#bytesOf(next.item);
      if (group.length > 0 && size > MAX_BYTES) break;
      this.#waiting.shift();
      if (next.signal.aborted) {
        next.settle(Promise.reject(next.signal.reason));
        continue;
      }
      bytes += size;
      group.push(next);
    }
    return group;
  }
}
