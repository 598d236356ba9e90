interface Waiting<Item, Result> {
  readonly item: Item;
  readonly signal: AbortSignal | undefined;
  readonly settle: (result: Promise<Result>) => void;
}

/** How much goes together, and how much of it at once. */
export interface GroupLimits<Item> {
  /** Items of a group. */
  readonly items: number;
  /** Bytes of a group; what is larger goes alone. */
  readonly bytes: number;
  readonly bytesOf: (item: Item) => number;
  /** Groups that are on their way. */
  readonly groups: number;
}

/** What a worker reads at once: enough to save time and to have the disk busy with several, little enough not to fill its memory. */
export const READING: Omit<GroupLimits<unknown>, 'bytesOf'> = { items: 32, bytes: 2 ** 23, groups: 1 };

/** Has a worker do things in groups: what comes while it has enough to do waits and goes together, which saves messages. */
export class GroupQueue<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #limits: GroupLimits<Item>;
  readonly #waiting: Waiting<Item, Result>[] = [];
  #groups = 0;

  /** @param run - Does all of a group; gives the results in the same order. */
  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, limits: GroupLimits<Item>) {
    this.#run = run;
    this.#limits = limits;
  }

  /** Has something done; rejects with the signal's reason if that aborts before its turn has come. */
  add(item: Item, signal?: AbortSignal): Promise<Result> {
    return new Promise((settle) => {
      this.#waiting.push({ item, signal, settle });
      if (this.#groups === this.#limits.groups) return;
      this.#groups++;
      // Those of the same turn go together.
      queueMicrotask(() => void this.#runAll());
    });
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      // All of it may have been aborted.
      if (group.length === 0) continue;
      const running = this.#run(group.map(({ item }) => item));
      for (const [index, { settle }] of group.entries()) settle(running.then((results) => results[index]!));
      await running.catch(() => {});
    }
    this.#groups--;
  }

  #takeGroup(): readonly Waiting<Item, Result>[] {
    const limits = this.#limits;
    const group: Waiting<Item, Result>[] = [];
    let bytes = 0;
    while (this.#waiting.length > 0 && group.length < limits.items && bytes < limits.bytes) {
      const next = this.#waiting[0]!;
      const size = limits.bytesOf(next.item);
      if (group.length > 0 && size > limits.bytes) break;
      this.#waiting.shift();
      if (next.signal?.aborted) {
        next.settle(Promise.reject(next.signal.reason));
        continue;
      }
      bytes += size;
      group.push(next);
    }
    return group;
  }
}
