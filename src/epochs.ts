import { planEpoch } from './catalog/epoch-order.ts';
import { ascending } from './catalog/numpy-shuffle.ts';
import type { CatalogPart } from './catalog/split.ts';
import type { ImageDatasetError } from './errors.ts';
import type { ResolvedOptions } from './options/option-types.ts';
import { type Batch, Epoch } from './pipeline/epoch.ts';
import type { Preparation } from './preparation.ts';
import { onPage } from './timings/on-page.ts';

/** A pass that has not begun: nothing is read, drawn or allocated before its first `next()`. */
interface LazyEpoch<Made> {
  next(): Promise<Made | null>;
  close(reason: unknown): void;
}

/** What the epochs of a dataset are made of. */
export interface EpochsParts {
  readonly part: CatalogPart;
  readonly options: ResolvedOptions;
  readonly preparation: Preparation;
  /** Lets go what an epoch made and nobody will get. */
  readonly discard: (made: unknown) => void;
  /** Ends all of them. */
  readonly signal: AbortSignal;
}

/** The epochs of a dataset: their numbers, their orders, and the files that dropped out of them. */
export class Epochs {
  readonly #parts: EpochsParts;
  #skipped = new Map<number, ImageDatasetError>();
  #begun = 0;
  #peakBytesInFlight = 0;

  constructor(parts: EpochsParts) {
    this.#parts = parts;
  }

  /** What was wrong with files that dropped out, by their positions in the catalog: later epochs are made without them. */
  get skipped(): ReadonlyMap<number, ImageDatasetError> {
    return this.#skipped;
  }

  set skipped(faults: ReadonlyMap<number, ImageDatasetError>) {
    this.#skipped = new Map(faults);
  }

  /** The most bytes that were in flight at once. */
  get peakBytesInFlight(): number {
    return this.#peakBytesInFlight;
  }

  /** Gives an epoch, which takes its number at its first `next()`. */
  lazy<Made>(handOver: (batch: Batch) => Made): LazyEpoch<Made> {
    const watched = this.#parts.preparation.timer.watchConsumer();
    let started: Promise<Epoch<Made>> | undefined;
    const next = async (): Promise<Made | null> => {
      started ??= this.#start(this.#begun++, handOver);
      return (await started).next();
    };
    return {
      next: () => watched(next, (batch) => batch === null),
      close: (reason) => {
        started?.then((epoch) => epoch.close(reason)).catch(() => {});
      },
    };
  }

  async #start<Made>(number: number, handOver: (batch: Batch) => Made): Promise<Epoch<Made>> {
    const { options, preparation, discard, signal } = this.#parts;
    const { engine, streamOf } = await preparation.begin(signal);
    const stream = streamOf(onPage('order', () => this.#order(number)));
    return new Epoch({
      stream,
      engine,
      batchSize: options.batchSize ?? 1,
      onError: options.onError,
      onSkip: (position, error) => this.#skipped.set(position, error),
      knownFault: this.#skipped.values().next().value,
      handOver: (batch) => {
        this.#peakBytesInFlight = Math.max(this.#peakBytesInFlight, stream.peakBytesInFlight);
        return handOver(batch);
      },
      discard,
      timer: preparation.timer,
      signal,
    });
  }

  /** The order of an epoch, without the files that are known to be unusable. */
  #order(number: number): Uint32Array {
    const { part, options } = this.#parts;
    const count = part.files.length;
    // Not by the options: the validation part of `subset: 'both'` is never shuffled.
    const order = part.shuffle ? planEpoch(count, options, number) : ascending(count);
    return order.filter((position) => !this.#skipped.has(position));
  }
}
