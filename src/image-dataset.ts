import * as tf from '@tensorflow/tfjs';
import type { BrowserDecoding } from '../workers/protocol.ts';
import { encodeLabels } from './catalog/encode-labels.ts';
import { planEpoch } from './catalog/epoch-order.ts';
import type { CatalogPart } from './catalog/split.ts';
import { formatsOf, KERAS_EXTENSIONS } from './catalog/supported-extensions.ts';
import type { TracedBatch } from './element-types.ts';
import { createEngine } from './engine/choose-engine.ts';
import type { Engine } from './engine/engine.ts';
import type { OutputShape } from './engine/output-layout.ts';
import type { ImageDatasetError } from './errors.ts';
import { Findings } from './findings.ts';
import type { ResolvedOptions } from './options/resolve-options.ts';
import { type Batch, Epoch } from './pipeline/epoch.ts';
import { PictureCache } from './pipeline/picture-cache.ts';
import { PictureStream } from './pipeline/picture-stream.ts';
import { type PreparationParts, preparePicture } from './pipeline/prepare-picture.ts';
import { CALLS_PER_WORKER, READS_PER_WORKER } from './pool/decode-pool.ts';
import { createLimiter } from './pool/limiter.ts';
import { leasePool, type PoolLease } from './pool/shared-pool.ts';
import type { DatasetReport } from './report.ts';
import type { Geometry } from './resample/plan.ts';
import { findTensorflowGpu, imageTensor, labelTensor } from './tensors.ts';
import { nameBottleneck } from './timings/bottleneck.ts';
import { StageTimer } from './timings/stage-timer.ts';
import type { StageTimings } from './timings/stage-timings.ts';

/** Batches that are made ahead of the one asked for, so that decoding goes on while a model trains. */
const BATCHES_AHEAD = 2;

/** What a dataset knows of the whole directory. */
export interface DatasetFacts {
  readonly classNames: readonly string[] | null;
  readonly ignored: DatasetReport['ignored'];
  readonly found: DatasetReport['found'];
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
  /** Batches in an epoch, or images where `batchSize` is `null`; files that drop out make an epoch shorter. */
  override readonly size: number;
  /** The classes, in the order of their labels; `null` where the dataset has no labels. */
  readonly classNames: readonly string[] | null;
  /** The files, relative to the directory, after the static shuffle and the split; epochs have their own order. */
  readonly filePaths: readonly string[];
  /** The label of each of `filePaths`, as a number; `null` where the dataset has no labels. */
  readonly labels: Int32Array | null;

  readonly #part: CatalogPart;
  readonly #facts: DatasetFacts;
  readonly #options: ResolvedOptions;
  readonly #shape: OutputShape;
  readonly #geometry: Geometry;
  readonly #timer = new StageTimer();
  readonly #findings = new Findings();
  readonly #skipped = new Map<number, ImageDatasetError>();
  readonly #disposal = new AbortController();
  readonly #cache: PictureCache | null;
  #lease: PoolLease | undefined;
  #epochs = 0;
  #engineName: Engine['name'] | null = null;
  #decoding: BrowserDecoding | null = null;
  #peakBytesInFlight = 0;

  /** @internal */
  constructor(part: CatalogPart, facts: DatasetFacts, options: ResolvedOptions) {
    super();
    this.#part = part;
    this.#facts = facts;
    this.#options = options;
    const { width, height, channels, dataFormat, fit, interpolation } = options;
    this.#shape = { target: { width, height }, channels, dataFormat };
    this.#geometry = { target: { width, height }, fit, interpolation };
    this.size = Math.ceil(part.files.length / (options.batchSize ?? 1));
    this.classNames = facts.classNames;
    this.filePaths = part.files.map(({ path }) => path);
    this.labels = part.labels;
    this.#cache = options.cache === 'memory' ? new PictureCache(options.cacheBytes) : null;
  }

  /** What was found, ignored and skipped, and where the time went: as of now. */
  get report(): DatasetReport {
    const { ignored, found } = this.#facts;
    const { timings } = this.#timer;
    return {
      seed: this.#options.shuffle ? this.#options.seed : null,
      engine: this.#engineName,
      decoding: this.#decoding,
      found,
      ignored,
      skipped: [...this.#skipped].map(([position, error]) => ({ path: this.filePaths[position]!, error })),
      misnamed: this.#findings.misnamed,
      rotated: this.#findings.rotated,
      timings,
      bottleneck: this.#bottleneck(timings),
      cache: this.#cache?.facts ?? null,
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

  /** Ends all iterators and lets workers and memory go; what is pending rejects with an `AbortError`. */
  dispose(): void {
    this.#disposal.abort(new DOMException('The dataset was disposed of.', 'AbortError'));
    this.#lease?.release();
    this.#cache?.clear();
  }

  #epoch<Made>(handOver: (batch: Batch) => Made): LazyEpoch<Made> {
    const watched = this.#timer.watchConsumer();
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
    const { batchSize, workers, maxBytesInFlight, onError } = this.#options;
    const signal = AbortSignal.any([this.#disposal.signal, ...(this.#options.signal ? [this.#options.signal] : [])]);
    signal.throwIfAborted();
    const gpu = await findTensorflowGpu();
    signal.throwIfAborted();
    const engine = createEngine(this.#options.engine, gpu, this.#shape);
    this.#engineName = engine.name;
    this.#lease ??= leasePool(this.#options.worker, workers);
    const { pool } = this.#lease;
    const { decode, orientation, extensions } = this.#options;
    const isBrowsersWork = decode === 'browser' || extensions.some((name) => !KERAS_EXTENSIONS.includes(name));
    if (isBrowsersWork) this.#decoding = await pool.probe();
    signal.throwIfAborted();
    const parts: PreparationParts = {
      pool,
      request: { decode, orientation, output: engine.input, shape: this.#shape, geometry: this.#geometry },
      formats: formatsOf(extensions),
      timer: this.#timer,
      findings: this.#findings,
      cache: this.#cache,
      limit: createLimiter(READS_PER_WORKER * workers),
    };
    const rows = batchSize ?? 1;
    const stream = new PictureStream(
      this.#order(number),
      (position, ...rest) => preparePicture(position, this.#part.files[position]!, parts, ...rest),
      {
        lookahead: Math.max(BATCHES_AHEAD * rows, CALLS_PER_WORKER * workers),
        maxBytesInFlight,
        keeps: (picture) => this.#cache?.keeps(picture) ?? false,
      },
    );
    return new Epoch({
      stream,
      engine,
      batchSize: rows,
      onError,
      onSkip: (position, error) => this.#skipped.set(position, error),
      knownFault: this.#skipped.values().next().value,
      handOver: (batch) => {
        this.#peakBytesInFlight = Math.max(this.#peakBytesInFlight, stream.peakBytesInFlight);
        return handOver(batch);
      },
      timer: this.#timer,
      signal,
    });
  }

  #bottleneck(timings: StageTimings): string | null {
    if (this.#engineName === null) return null;
    const cores = navigator.hardwareConcurrency;
    return nameBottleneck(timings, { ...this.#options, engine: this.#engineName, cores });
  }

  /** The order of an epoch, without the files that are known to be unusable. */
  #order(epoch: number): Uint32Array {
    const { files, shuffle } = this.#part;
    const order = shuffle
      ? planEpoch(files.length, this.#options, epoch)
      : Uint32Array.from(files, (_, index) => index);
    return order.filter((position) => !this.#skipped.has(position));
  }

  #element({ buffer, positions }: Batch): Element {
    const xs = imageTensor(buffer, this.#imageShape(positions.length));
    const ys = this.#labelsOf(positions);
    // The overloads of imageDatasetFromDirectory say which of the two `Element` is.
    return (ys === null ? xs : { xs, ys }) as tf.TensorContainer as Element;
  }

  #traced({ buffer, positions }: Batch): TracedBatch {
    return {
      xs: imageTensor(buffer, this.#imageShape(positions.length)),
      ys: this.#labelsOf(positions),
      filePaths: positions.map((position) => this.filePaths[position]!),
      indices: Int32Array.from(positions),
    };
  }

  #imageShape(rows: number): number[] {
    const { height, width, channels, dataFormat, batchSize } = this.#options;
    const image = dataFormat === 'channelsLast' ? [height, width, channels] : [channels, height, width];
    return batchSize === null ? image : [rows, ...image];
  }

  #labelsOf(positions: readonly number[]): tf.Tensor | null {
    const { labels, classNames } = this;
    const { labelMode, labelDtype, batchSize } = this.#options;
    if (labels === null || labelMode === null) return null;
    const ofBatch = positions.map((position) => labels[position]!);
    return labelTensor(encodeLabels(ofBatch, labelMode, classNames?.length ?? 0, labelDtype), batchSize !== null);
  }
}
