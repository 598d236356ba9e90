import { startWait, type Wait } from '../waiting/patience.ts';

/** A picture of 500 megapixels takes a slow laptop half of it. */
export const WORKER_PATIENCE_MS = 60_000;

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
  #wait: Wait | undefined;

  /** @param onHang - Has to end the worker, so that all of its calls reject. */
  constructor(onHang: () => void) {
    this.#onHang = onHang;
  }

  /** Whether there are calls. */
  get isWatching(): boolean {
    return this.#calls.size > 0;
  }

  /** Watches a call; what rejects because the call is to blame rejects with `blame()` instead. */
  async watch<T>(run: () => Promise<T>, blame: () => unknown): Promise<T> {
    const call: Call = { isBlamed: false };
    this.#calls.add(call);
    this.#wait ??= startWait(WORKER_PATIENCE_MS, () => this.#blameOldest());
    try {
      return await run();
    } catch (error) {
      throw call.isBlamed ? blame() : error;
    } finally {
      this.#calls.delete(call);
      if (this.#calls.size > 0) this.#wait?.renew();
      else this.#endWait();
    }
  }

  #endWait(): void {
    this.#wait?.end();
    this.#wait = undefined;
  }

  #blameOldest(): void {
    const [oldest] = this.#calls;
    oldest!.isBlamed = true;
    this.#onHang();
  }
}
