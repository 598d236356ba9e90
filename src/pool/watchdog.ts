/** A picture of 500 megapixels takes a slow laptop half of it. */
const PATIENCE_MS = 60_000;

/** A call that is watched. */
interface Call {
  isBlamed: boolean;
}

/**
 * Notices that a worker does not get on: there are calls, and none has ended for a minute.
 *
 * Workers take their calls in order, so the oldest one is to blame; the others may be made once more, by another worker.
 */
export class Watchdog {
  readonly #calls = new Set<Call>();
  readonly #onHang: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onHang - Has to end the worker, so that all of its calls reject. */
  constructor(onHang: () => void) {
    this.#onHang = onHang;
  }

  /** Watches a call; what rejects because the call is to blame rejects with `blame()` instead. */
  async watch<T>(run: () => Promise<T>, blame: (patienceMs: number) => unknown): Promise<T> {
    const call: Call = { isBlamed: false };
    this.#calls.add(call);
    if (this.#calls.size === 1) this.#restart();
    try {
      return await run();
    } catch (error) {
      throw call.isBlamed ? blame(PATIENCE_MS) : error;
    } finally {
      this.#calls.delete(call);
      this.#restart();
    }
  }

  #restart(): void {
    clearTimeout(this.#timer);
    if (this.#calls.size === 0) return;
    this.#timer = setTimeout(() => {
      const [oldest] = this.#calls;
      oldest!.isBlamed = true;
      this.#onHang();
    }, PATIENCE_MS);
  }
}
