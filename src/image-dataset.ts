import * as tf from '@tensorflow/tfjs';
import { batchTensors } from './batch-tensors.ts';
import { planEpoch } from './catalog/epoch-order.ts';
import { ascending } from './catalog/numpy-shuffle.ts';
import type { CatalogPart } from './catalog/split.ts';
import type { TracedBatch } from './element-types.ts';
import type { ImageDatasetError } from './errors.ts';
import { checkSignal, refuseUnknownNames } from './options/option-checks.ts';
import type { ResolvedOptions } from './options/resolve-options.ts';
import { type Batch, Epoch } from './pipeline/epoch.ts';
import { type VerifyProgress, verifyPictures } from './pipeline/verify.ts';
import { processorCores } from './pool/default-workers.ts';
import { Preparation } from './preparation.ts';
import type { BadFile, DatasetReport } from './report.ts';
import { nameBottleneck } from './timings/bottleneck.ts';
import { onPage } from './timings/on-page.ts';
import { StageTimer } from './timings/stage-timer.ts';

/** What a dataset knows of the whole directory. */
export interface DatasetFacts {
  readonly classNames: readonly string[] | null;
  readonly ignored: DatasetReport['ignored'];
  readonly found: DatasetReport['found'];
}

/** What {@link ImageDataset.verify} can be given. */
export interface VerifyOptions {
  /** Stops it; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each file. */
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
}

/** A pass that has not begun: nothing is read, drawn or allocated before its first `next()`. */
interface LazyEpoch<Element> {
  next(): Promise<Element | null>;
  close(reason: unknown): void;
}

/**
 * The images of a directory as a `tf.data.Dataset`; made by {@link imageDatasetFromDirectory}.
 *
 * Every iterator is one epoch, with the order that Keras gives to the epoch of that number; an epoch counts from the
 * first `next()` of its iterator. What comes out belongs to the consumer, as always in tfjs.
 */
export class ImageDataset<Element extends tf.TensorContainer> extends tf.data.Dataset<Element> {
  /**
   * Batches in an epoch, or images where `batchSize` is `null`. Files that drop out make an epoch shorter, but change this number
   * only once {@link verify} has found them.
   */
  override readonly size: number;
  /** The classes, in the order of their labels; `null` where the dataset has no labels. */
  readonly classNames: readonly string[] | null;
  /** The files, relative to the directory, after the static shuffle and the split; epochs have their own order. */
  readonly filePaths: readonly string[];
  /** The label of each of `filePaths`, as a number; `null` where the dataset has no labels. */
  readonly labels: Int32Array | null;

  readonly #facts: DatasetFacts;
  readonly #options: ResolvedOptions;
  /** Not that of the options: the validation part of `subset: 'both'` is never shuffled. */
  readonly #shufflesEpochs: boolean;
  readonly #preparation: Preparation;
  readonly #skipped = new Map<number, ImageDatasetError>();
  readonly #disposal = new AbortController();
  #epochs = 0;
  #peakBytesInFlight = 0;

  /** @internal */
  constructor(part: CatalogPart, facts: DatasetFacts, options: ResolvedOptions) {
    super();
    this.#facts = facts;
    this.#options = options;
    this.#shufflesEpochs = part.shuffle;
    this.#preparation = new Preparation(part.files, options);
    this.size = this.#batchesOf(part.files.length);
    this.classNames = facts.classNames;
    this.filePaths = part.files.map(({ path }) => path);
    this.labels = part.labels;
  }

  /** What was found, ignored and skipped, and where the time went: as of now. */
  get report(): DatasetReport {
    const { ignored, found } = this.#facts;
    const { engineName, decoding, findings, timer, cacheFacts } = this.#preparation;
    const { timings } = timer;
    const cores = processorCores();
    return {
      seed: this.#options.shuffle ? this.#options.seed : null,
      engine: engineName,
      decoding,
      found,
      ignored,
      skipped: this.#badFiles(this.#skipped),
      imageSizes: findings.imageSizes,
      misnamed: findings.misnamed,
      rotated: findings.rotated,
      timings,
      bottleneck: engineName && nameBottleneck(timings, { ...this.#options, engine: engineName, cores }),
      cache: cacheFacts,
      peakBytesInFlight: this.#peakBytesInFlight,
    };
  }

  /** Starts an epoch when its first element is asked for; made for `fitDataset`, `forEachAsync` and the like. */
  override iterator(): ReturnType<tf.data.Dataset<Element>['iterator']> {
    const epoch = this.#epoch((batch) => this.#element(batch));
    const next = async (): Promise<IteratorResult<Element>> => {
      const value = await epoch.next();
      return value === null ? { value: null, done: true } : { value, done: false };
    };
    return tf.data.func(next as () => Promise<IteratorResult<Element>>).iterator() as ReturnType<
      tf.data.Dataset<Element>['iterator']
    >;
  }

  /** Iterates over one epoch and says which file each row is; the tensors are to be disposed of by the caller. */
  async *batches(): AsyncGenerator<TracedBatch, void, undefined> {
    const epoch = this.#epoch((batch) => this.#traced(batch));
    try {
      for (let batch = await epoch.next(); batch !== null; batch = await epoch.next()) yield batch;
    } finally {
      epoch.close(new DOMException('The iteration ended early.', 'AbortError'));
    }
  }

  /**
   * Reads and decodes every file once and gives those that can't be used, in the order of `filePaths`; no epoch is used.
   *
   * Under `onError: 'skip'` epochs leave these files out from then on, and `size` is what an epoch without them has. A cache is
   * filled on the way.
   *
   * @throws ImageDatasetError for what is no file's own fault, such as `permission`
   */
  async verify(options: VerifyOptions = {}): Promise<readonly BadFile[]> {
    refuseUnknownNames(options, ['signal', 'onProgress']);
    checkSignal(options.signal);
    const signal = this.#signalWith(options.signal);
    // Nobody waits for its pictures as for those of an epoch: they say nothing of what limits a run.
    const { streamOf } = await this.#preparation.begin(signal, new StageTimer());
    const stream = streamOf(ascending(this.filePaths.length));
    const faults = await verifyPictures(stream, signal, options.onProgress);
    if (this.#options.onError === 'skip') {
      this.#skipped.clear();
      for (const [position, error] of faults) this.#skipped.set(position, error);
      Object.assign(this, { size: this.#batchesOf(this.filePaths.length - faults.size) });
    }
    return this.#badFiles(faults);
  }

  /** Ends all iterators and lets workers and memory go; what is pending rejects with an `AbortError`. */
  dispose(): void {
    this.#disposal.abort(new DOMException('The dataset was disposed of.', 'AbortError'));
    this.#preparation.dispose();
  }

  #epoch<Made>(handOver: (batch: Batch) => Made): LazyEpoch<Made> {
    const watched = this.#preparation.timer.watchConsumer();
    let started: Promise<Epoch<Made>> | undefined;
    const next = async (): Promise<Made | null> => {
      started ??= this.#start(this.#epochs++, handOver);
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
    const signal = this.#signalWith();
    const { engine, streamOf } = await this.#preparation.begin(signal);
    const stream = streamOf(onPage('order', () => this.#order(number)));
    return new Epoch({
      stream,
      engine,
      batchSize: this.#options.batchSize ?? 1,
      onError: this.#options.onError,
      onSkip: (position, error) => this.#skipped.set(position, error),
      knownFault: this.#skipped.values().next().value,
      handOver: (batch) => {
        this.#peakBytesInFlight = Math.max(this.#peakBytesInFlight, stream.peakBytesInFlight);
        return handOver(batch);
      },
      timer: this.#preparation.timer,
      signal,
    });
  }

  #signalWith(caller?: AbortSignal): AbortSignal {
    const signals = [this.#disposal.signal, this.#options.signal, caller];
    return AbortSignal.any(signals.filter((signal) => signal !== undefined));
  }

  /** The order of an epoch, without the files that are known to be unusable. */
  #order(epoch: number): Uint32Array {
    const count = this.filePaths.length;
    const order = this.#shufflesEpochs ? planEpoch(count, this.#options, epoch) : ascending(count);
    return order.filter((position) => !this.#skipped.has(position));
  }

  #element(batch: Batch): Element {
    const { xs, ys } = this.#tensors(batch);
    // The overloads of imageDatasetFromDirectory say which of the two `Element` is.
    return (ys === null ? xs : { xs, ys }) as tf.TensorContainer as Element;
  }

  #traced(batch: Batch): TracedBatch {
    const { positions } = batch;
    return {
      ...this.#tensors(batch),
      filePaths: positions.map((position) => this.filePaths[position]!),
      indices: Int32Array.from(positions),
    };
  }

  #tensors(batch: Batch): ReturnType<typeof batchTensors> {
    return batchTensors(batch, { labels: this.labels, classes: this.classNames?.length ?? 0 }, this.#options);
  }

  #batchesOf(files: number): number {
    return Math.ceil(files / (this.#options.batchSize ?? 1));
  }

  #badFiles(faults: ReadonlyMap<number, ImageDatasetError>): readonly BadFile[] {
    return [...faults].map(([position, error]) => ({ path: this.filePaths[position]!, error }));
  }
}
