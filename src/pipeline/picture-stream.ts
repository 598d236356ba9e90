import { abortable } from '../abortable.ts';
import { bytesOf, type PreparedPicture } from '../engine/picture.ts';
import { type Admission, ByteBudget } from '../pool/byte-budget.ts';

/**
 * So much of the lookahead is begun together: a browser answers what one task asks with fewer changes between its processes. Epochs
 * from memory are a twentieth faster for it (Chromium 156, two cores, batches of 32).
 */
const TOGETHER = 1 / 4;

/** A picture of the sequence. */
export interface ReadyPicture {
  readonly ok: true;
  /** The element of the sequence: a position in the catalog. */
  readonly position: number;
  readonly picture: PreparedPicture;
  /** When it was prepared, by the page's clock. */
  readonly readyAt: number;
  /** To be called once the picture's memory on the host is no longer needed. */
  readonly release: () => void;
}

/** A picture of the sequence, or what went wrong with it. */
export type PictureOutcome = ReadyPicture | { readonly ok: false; readonly position: number; readonly error: unknown };

/** Prepares the picture at a position; asks for its bytes before it takes them. It may take a spare buffer to fill. */
export type PreparePicture = (
  position: number,
  admission: Admission,
  signal: AbortSignal,
  takeSpare: () => ArrayBuffer | undefined,
) => Promise<PreparedPicture>;

export interface StreamLimits {
  /** Pictures that are worked on or wait, ahead of the one that is asked for. */
  readonly lookahead: number;
  /** Bytes of decoded pictures. */
  readonly maxBytesInFlight: number;
  /** Tells whether somebody else takes over a picture's memory, now that it is let go. */
  readonly takeOver?: ((picture: PreparedPicture) => boolean) | undefined;
}

/** Prepares the pictures of a sequence ahead of time and hands them out in its order, whatever is ready first. */
export class PictureStream {
  readonly #sequence: Uint32Array;
  readonly #prepare: PreparePicture;
  readonly #lookahead: number;
  readonly #budget: ByteBudget;
  readonly #takeOver: (picture: PreparedPicture) => boolean;
  #ahead: Promise<PictureOutcome>[] = [];
  #taken = 0;
  /** Buffers of resampled pictures that were let go: to take a new one costs ten times what filling does. */
  #spares: ArrayBuffer[] = [];
  #abort = new AbortController();

  constructor(sequence: Uint32Array, prepare: PreparePicture, { lookahead, maxBytesInFlight, takeOver }: StreamLimits) {
    this.#sequence = sequence;
    this.#prepare = prepare;
    this.#lookahead = lookahead;
    this.#budget = new ByteBudget(maxBytesInFlight);
    this.#takeOver = takeOver ?? (() => false);
  }

  /** Pictures that have not been handed out. */
  get remaining(): number {
    return this.#sequence.length - this.#taken;
  }

  /** The most bytes that were in flight at once. */
  get peakBytesInFlight(): number {
    return this.#budget.peakBytes;
  }

  /**
   * Hands out the next picture, or `null` at the end. It rejects when the signal aborts, without waiting for a worker that takes
   * long, or a disk that does not answer.
   */
  async next(signal?: AbortSignal): Promise<PictureOutcome | null> {
    this.#fill();
    const first = this.#ahead.shift();
    if (!first) return null;
    this.#taken++;
    try {
      const outcome = await abortable(signal, () => first);
      this.#fill();
      return outcome;
    } catch (reason) {
      letGo(first);
      throw reason;
    }
  }

  /** Passes over the next pictures. */
  skip(count: number): void {
    const passed = this.#ahead.splice(0, count);
    passed.forEach(letGo);
    this.#taken = Math.min(this.#taken + count, this.#sequence.length);
  }

  /** Lets everything go that was made ahead of time; `next` makes it again. */
  rewind(reason: unknown): void {
    this.#spares = [];
    this.#abort.abort(reason);
    this.#abort = new AbortController();
    this.#ahead.splice(0).forEach(letGo);
  }

  #fill(): void {
    if (this.#ahead.length > this.#lookahead * (1 - TOGETHER)) return;
    while (this.#ahead.length < this.#lookahead) {
      const position = this.#sequence[this.#taken + this.#ahead.length];
      if (position === undefined) return;
      this.#ahead.push(this.#start(position, this.#abort.signal));
    }
  }

  async #start(position: number, signal: AbortSignal): Promise<PictureOutcome> {
    const admission = this.#budget.enter();
    try {
      const picture = await this.#prepare(position, admission, signal, () => this.#spares.pop());
      signal.throwIfAborted();
      admission.resize(bytesOf(picture));
      const readyAt = performance.now();
      return { ok: true, position, picture, readyAt, release: () => this.#release(picture, admission) };
    } catch (error) {
      admission.release();
      return { ok: false, position, error };
    }
  }

  #release(picture: PreparedPicture, admission: Admission): void {
    admission.release();
    if (this.#takeOver(picture) || picture.kind !== 'resampled' || this.remaining === 0) return;
    this.#spares.push(picture.data.buffer);
  }
}

function letGo(pending: Promise<PictureOutcome>): void {
  void pending.then((outcome) => outcome.ok && outcome.release());
}
