import type { BatchBuffer, Engine } from '../engine/engine.ts';
import { ImageDatasetError } from '../errors.ts';
import { onPage } from '../timings/on-page.ts';
import type { StageTimer } from '../timings/stage-timer.ts';
import { giveWay } from '../waiting/give-way.ts';
import { isFileFault } from './file-fault.ts';
import type { PictureStream, ReadyPicture } from './picture-stream.ts';

/** How long an iterator keeps what it made ahead after its consumer has stopped asking: tfjs never says that it did. */
const IDLE_MS = 30_000;

/** A finished batch, and which position of the catalog each of its rows is. */
export interface Batch {
  readonly buffer: BatchBuffer;
  readonly positions: readonly number[];
}

/** What an epoch is made of. */
export interface EpochParts<Element> {
  readonly stream: PictureStream;
  readonly engine: Engine;
  readonly batchSize: number;
  /** What happens to a file that can't be used: its batch is lost, or it drops out. */
  readonly onError: 'raise' | 'skip';
  /** Told about every file that drops out. */
  readonly onSkip: (position: number, error: ImageDatasetError) => void;
  /** What was wrong with a file that an earlier epoch left out, if any was. */
  readonly knownFault: ImageDatasetError | undefined;
  /** Turns a batch into what the consumer gets, before the next batch is begun. */
  readonly handOver: (batch: Batch) => Element;
  /** Lets go what nobody will get. */
  readonly discard: (element: Element) => void;
  readonly timer: StageTimer;
  readonly signal: AbortSignal;
}

/** One pass over the pictures, batch by batch. */
export class Epoch<Element> {
  readonly #parts: EpochParts<Element>;
  #last: Promise<unknown> = Promise.resolve();
  /** Calls of `next` that have no answer yet. */
  #calls = 0;
  #batches = 0;
  #firstSkip: ImageDatasetError | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  readonly #onAbort = (): void => this.close(this.#parts.signal.reason);

  constructor(parts: EpochParts<Element>) {
    this.#parts = parts;
    // Where earlier epochs left nothing over, this one says why.
    if (parts.stream.remaining === 0) this.#firstSkip = parts.knownFault;
  }

  /**
   * Gives the next batch, or `null` at the end; calls that come while one is running wait for their turn.
   *
   * @throws ImageDatasetError naming the file, under `'raise'`; the call after it gives the following batch
   */
  next(): Promise<Element | null> {
    clearTimeout(this.#idle);
    this.#calls++;
    this.#parts.signal.addEventListener('abort', this.#onAbort);
    const turn = this.#last.then(() => this.#make());
    this.#last = turn.catch(() => {}).then(() => this.#rest());
    return turn;
  }

  /** Ends the pass and lets everything go; what was in flight fails with `reason`. */
  close(reason: unknown): void {
    const { stream, engine, signal } = this.#parts;
    signal.removeEventListener('abort', this.#onAbort);
    clearTimeout(this.#idle);
    stream.skip(stream.remaining);
    stream.rewind(reason);
    engine.release();
  }

  async #make(): Promise<Element | null> {
    const { stream, engine, batchSize, signal } = this.#parts;
    signal.throwIfAborted();
    if (stream.remaining === 0) return this.#end();
    this.#uploading(() => engine.begin(Math.min(batchSize, stream.remaining)));
    const positions: number[] = [];
    while (positions.length < batchSize) {
      const outcome = await stream.next(signal);
      signal.throwIfAborted();
      if (outcome === null) break;
      const rest = batchSize - positions.length - 1;
      if (outcome.ok) {
        this.#parts.timer.add('model', { waitMs: performance.now() - outcome.readyAt });
        this.#place(positions.length, outcome, rest);
        positions.push(outcome.position);
        // Pictures that are ready, as those of a cache are, would make one task of all of a batch.
        await giveWay();
      } else {
        this.#fail(outcome.position, outcome.error, rest);
      }
    }
    // The last picture gave way to others, too.
    signal.throwIfAborted();
    if (positions.length === 0) return this.#end();
    const element = await this.#finish(positions);
    this.#batches++;
    return element;
  }

  /** What was made of a batch that is refused, or aborted by then, is let go. */
  async #finish(positions: readonly number[]): Promise<Element> {
    const { engine, handOver, discard, timer, signal } = this.#parts;
    const made: Element[] = [];
    try {
      const finishing = performance.now();
      await onPage('upload', () =>
        engine.finish(positions.length, (buffer) => made.push(handOver({ buffer, positions }))),
      );
      const finished = performance.now();
      timer.add('upload', { busyMs: finished - finishing });
      await engine.catchUp();
      timer.addGpuWait(performance.now() - finished);
      signal.throwIfAborted();
      return made[0]!;
    } catch (error) {
      made.forEach(discard);
      throw error;
    }
  }

  /** For short work, without a measure: the Performance panel takes 0.5 ms to note one, as long as placing a picture takes (Chromium 156). */
  #uploading<T>(run: () => T): T {
    const started = performance.now();
    const result = run();
    this.#parts.timer.add('upload', { busyMs: performance.now() - started });
    return result;
  }

  /** @param rest - Pictures of the batch that come after this one, and are lost with it where the engine has no memory for it. */
  #place(row: number, { picture, release }: ReadyPicture, rest: number): void {
    const { engine, stream } = this.#parts;
    try {
      this.#uploading(() => engine.place(row, picture));
    } catch (error) {
      stream.skip(rest);
      throw error;
    } finally {
      release();
    }
  }

  /** @param rest - Pictures of the batch that come after the failed one. */
  #fail(position: number, error: unknown, rest: number): void {
    if (this.#parts.onError === 'skip' && isFileFault(error)) {
      this.#firstSkip ??= error;
      this.#parts.onSkip(position, error);
      return;
    }
    this.#parts.stream.skip(rest);
    throw isFileFault(error) ? withAdvice(error) : error;
  }

  #end(): null {
    if (this.#batches === 0 && this.#firstSkip) {
      throw new ImageDatasetError(
        'no-images',
        `None of the images could be used. The first one: ${this.#firstSkip.message}`,
        {
          cause: this.#firstSkip,
        },
      );
    }
    return null;
  }

  #rest(): void {
    this.#calls--;
    if (this.#parts.stream.remaining === 0) this.close(undefined);
    else if (this.#calls === 0) this.#idle = setTimeout(() => this.#letGo(), IDLE_MS);
  }

  /** Nothing holds on to what is forgotten from here on, not the signal either. */
  #letGo(): void {
    const { stream, engine, signal } = this.#parts;
    signal.removeEventListener('abort', this.#onAbort);
    stream.rewind(new DOMException(`The iterator was not used for ${IDLE_MS / 1000} s.`, 'AbortError'));
    engine.release();
  }
}

/** Adds how to go on without such files. */
function withAdvice(cause: ImageDatasetError): ImageDatasetError {
  const advice = "Pass onError: 'skip' to go on without such files; verify() lists them all";
  return new ImageDatasetError(cause.tag, `${cause.message} ${advice}.`, { ...cause, cause });
}
