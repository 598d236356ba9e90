import * as tf from '@tensorflow/tfjs';
import { batchTensors } from './batch-tensors.ts';
import { ascending } from './catalog/numpy-shuffle.ts';
import type { CatalogPart } from './catalog/split.ts';
import type { TracedBatch } from './element-types.ts';
import { Epochs } from './epochs.ts';
import type { ImageDatasetError } from './errors.ts';
import { checkOnProgress, checkSignal, refuseUnknownNames } from './options/option-checks.ts';
import type { ResolvedOptions } from './options/option-types.ts';
import type { Batch } from './pipeline/epoch.ts';
import { type VerifyProgress, verifyPictures } from './pipeline/verify.ts';
import { processorCores } from './pool/default-workers.ts';
import { Preparation } from './preparation.ts';
import type { BadFile, DatasetReport } from './report.ts';
import { nameBottleneck } from './timings/bottleneck.ts';
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
  readonly #preparation: Preparation;
  readonly #epochs: Epochs;
  readonly #disposal = new AbortController();
  readonly #signal: AbortSignal;

  /** @internal */
  constructor(part: CatalogPart, facts: DatasetFacts, options: ResolvedOptions) {
    super();
    this.#facts = facts;
    this.#options = options;
    this.#preparation = new Preparation(part.files, options);
    this.#signal = anyOf(this.#disposal.signal, options.signal);
    this.#epochs = new Epochs({
      part,
      options,
      preparation: this.#preparation,
      discard: (made) => tf.dispose(made as tf.TensorContainer),
      signal: this.#signal,
    });
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
      skipped: this.#badFiles(this.#epochs.skipped),
      imageSizes: findings.imageSizes,
      misnamed: findings.misnamed,
      rotated: findings.rotated,
      timings,
      bottleneck: engineName && nameBottleneck(timings, { ...this.#options, engine: engineName, cores }),
      cache: cacheFacts,
      peakBytesInFlight: this.#epochs.peakBytesInFlight,
    };
  }

  /**
   * Starts an epoch when its first element is asked for; made for `fitDataset`, `forEachAsync` and the like.
   *
   * A `next()` that rejects for a file (`read`, `decode`, `unsupported`, `limit`: `path` names it) has lost one batch, and the one
   * after it gives the next batch; under `onError: 'skip'` it does not reject for files.
   *
   * @throws ImageDatasetError from `next()`: those of files; `no-images` where none of an epoch could be used; `permission`,
   *   `worker-start`, `worker-lost`, `gpu` or `device-lost`; or the reason of the signal or of `dispose()`
   */
  override iterator(): ReturnType<tf.data.Dataset<Element>['iterator']> {
    const epoch = this.#epochs.lazy((batch) => this.#element(batch));
    const next = async (): Promise<IteratorResult<Element>> => {
      const value = await epoch.next();
      return value === null ? { value: null, done: true } : { value, done: false };
    };
    return tf.data.func(next as () => Promise<IteratorResult<Element>>).iterator() as ReturnType<
      tf.data.Dataset<Element>['iterator']
    >;
  }

  /**
   * Iterates over one epoch and says which file each row is; the tensors are to be disposed of by the caller.
   *
   * @throws ImageDatasetError what `iterator()` throws, which ends the iteration
   */
  async *batches(): AsyncGenerator<TracedBatch, void, undefined> {
    const epoch = this.#epochs.lazy((batch) => this.#traced(batch));
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
   * @throws ImageDatasetError `invalid-option`, and for what is no file's own fault: `permission`, `worker-start`, `worker-lost`,
   *   `gpu` or `device-lost`; or the reason of a signal or of `dispose()`
   */
  async verify(options: VerifyOptions = {}): Promise<readonly BadFile[]> {
    refuseUnknownNames(options, ['signal', 'onProgress']);
    checkSignal(options.signal);
    checkOnProgress(options.onProgress);
    const signal = anyOf(this.#signal, options.signal);
    // Nobody waits for its pictures as for those of an epoch: they say nothing of what limits a run.
    const { streamOf } = await this.#preparation.begin(signal, new StageTimer());
    const stream = streamOf(ascending(this.filePaths.length));
    const faults = await verifyPictures(stream, signal, options.onProgress);
    if (this.#options.onError === 'skip') {
      this.#epochs.skipped = faults;
      // Written here only. A getter would break tfjs' base class, which sets the field itself.
      (this as { size: number }).size = this.#batchesOf(this.filePaths.length - faults.size);
    }
    return this.#badFiles(faults);
  }

  /** Ends all iterators and lets workers and memory go; what is pending rejects with an `AbortError`. */
  dispose(): void {
    this.#disposal.abort(new DOMException('The dataset was disposed of.', 'AbortError'));
    this.#preparation.dispose();
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

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}
