/** A place in the queue for bytes; places are served in the order in which they were asked for. */
export interface Admission {
  /**
   * Resolves when `bytes` may be held; rejects with the signal's reason when it aborts first. Who was admitted before keeps
   * the place, with the new number of bytes.
   */
  admit(bytes: number, signal?: AbortSignal): Promise<void>;
  /** Says how many of the admitted bytes are still held. */
  resize(bytes: number): void;
  /** Gives up the place and whatever it holds; further calls do nothing. */
  release(): void;
}

interface Place {
  state: 'queued' | 'waiting' | 'admitted' | 'released';
  bytes: number;
  enter: () => void;
}

/**
 * Keeps the bytes in flight below a limit, whatever the number of pictures and their sizes.
 *
 * Places are admitted strictly in order, so that the picture which a consumer waits for is never held up by later ones.
 * What alone exceeds the limit is admitted once nothing else is held.
 */
export class ByteBudget {
  readonly #limit: number;
  readonly #queue: Place[] = [];
  #held = 0;
  #peak = 0;

  /** @param limit - Bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The most bytes that were held at once. */
  get peakBytes(): number {
    return this.#peak;
  }

  /** Queues up; the place has to be released in the end. */
  enter(): Admission {
    const place: Place = { state: 'queued', bytes: 0, enter: () => {} };
    this.#queue.push(place);
    return {
      admit: async (bytes, signal) => {
        if (place.state === 'admitted') this.#resize(place, bytes);
        else await this.#wait(place, bytes, signal);
      },
      resize: (bytes) => this.#resize(place, bytes),
      release: () => {
        if (place.state === 'admitted') this.#hold(-place.bytes);
        place.state = 'released';
        this.#serve();
      },
    };
  }

  #resize(place: Place, bytes: number): void {
    if (place.state !== 'admitted') return;
    this.#hold(bytes - place.bytes);
    place.bytes = bytes;
    this.#serve();
  }

  async #wait(place: Place, bytes: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (place.state !== 'queued')
      throw new Error(`A place in the byte budget was asked for bytes while ${place.state}.`);
    let onAbort = (): void => {};
    const entered = new Promise<void>((resolve, reject) => {
      place.enter = resolve;
      onAbort = () => reject(signal?.reason);
    });
    signal?.addEventListener('abort', onAbort);
    place.state = 'waiting';
    place.bytes = bytes;
    this.#serve();
    try {
      await entered;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #serve(): void {
    for (let first = this.#queue[0]; first && first.state !== 'queued'; first = this.#queue[0]) {
      if (first.state === 'waiting') {
        if (this.#held > 0 && this.#held + first.bytes > this.#limit) return;
        first.state = 'admitted';
        this.#hold(first.bytes);
        first.enter();
      }
      this.#queue.shift();
    }
  }

  #hold(bytes: number): void {
    this.#held += bytes;
    this.#peak = Math.max(this.#peak, this.#held);
  }
}
