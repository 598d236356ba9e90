import { bytesOf, type PreparedPicture } from '../engine/picture.ts';
import { type Admission, ByteBudget } from '../pool/byte-budget.ts';
import { abortable } from '../waiting/abortable.ts';

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

/** What a picture has of its stream while it is prepared. */
export interface Slot {
  /** Its place in the queue for bytes: they are asked for before they are taken. */
  readonly admission: Admission;
  /** Aborts when nobody wants the picture any more. */
  readonly signal: AbortSignal;
  /** Gives a buffer that the picture may be put into, if there is one. */
  readonly takeSpare: () => ArrayBuffer | undefined;
}

/** Prepares the picture at a position. */
export type PreparePicture = (position: number, slot: Slot) => Promise<PreparedPicture>;

/** What a stream is made of. */
export interface StreamParts {
  readonly prepare: PreparePicture;
  /** Pictures that are worked on or wait, ahead of the one that is asked for. */
  readonly lookahead: number;
  /** Bytes of decoded pictures. */
  readonly maxBytesInFlight: number;
  /** Tells whether somebody else takes over a picture's memory, now that it is let go. */
  readonly takeOver: (picture: PreparedPicture) => boolean;
}

/** Prepares the pictures of a sequence ahead of time and hands them out in its order, whatever is ready first. */
export class PictureStream {
  readonly #sequence: Uint32Array;
  readonly #parts: StreamParts;
  readonly #budget: ByteBudget;
  #ahead: Promise<PictureOutcome>[] = [];
  #taken = 0;
  /** Buffers of resampled pictures that were let go: to take a new one costs ten times what filling does. */
  #spares: ArrayBuffer[] = [];
  #abort = new AbortController();

  constructor(sequence: Uint32Array, parts: StreamParts) {
    this.#sequence = sequence;
    this.#parts = parts;
    this.#budget = new ByteBudget(parts.maxBytesInFlight);
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
    const { lookahead } = this.#parts;
    if (this.#ahead.length > lookahead * (1 - TOGETHER)) return;
    while (this.#ahead.length < lookahead) {
      const position = this.#sequence[this.#taken + this.#ahead.length];
      if (position === undefined) return;
      this.#ahead.push(this.#start(position, this.#abort.signal));
    }
  }

  async #start(position: number, signal: AbortSignal): Promise<PictureOutcome> {
    const admission = this.#budget.enter();
    try {
      const picture = await this.#parts.prepare(position, { admission, signal, takeSpare: () => this.#spares.pop() });
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
    if (this.#parts.takeOver(picture) || picture.kind !== 'resampled' || this.remaining === 0) return;
    this.#spares.push(picture.data.buffer);
  }
}

function letGo(pending: Promise<PictureOutcome>): void {
  void pending.then((outcome) => outcome.ok && outcome.release());
}
