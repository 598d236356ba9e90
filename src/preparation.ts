import type { BrowserDecoding, PrepareRequest } from '../workers/protocol.ts';
import type { FileSource } from './directory/file-source.ts';
import { checkBatchBytes } from './engine/batch-limit.ts';
import { createEngine, type TensorflowGpu } from './engine/choose-engine.ts';
import type { Engine } from './engine/engine.ts';
import type { OutputShape } from './engine/output-layout.ts';
import { Findings } from './findings.ts';
import type { ResolvedOptions } from './options/option-types.ts';
import { DiskCache } from './pipeline/disk-cache.ts';
import { MemoryCache } from './pipeline/memory-cache.ts';
import type { CacheFacts, PictureCache } from './pipeline/picture-cache.ts';
import { PictureStream } from './pipeline/picture-stream.ts';
import { type PreparationParts, preparePicture } from './pipeline/prepare-picture.ts';
import { createLimiter, onceInTurn } from './pool/limiter.ts';
import { CALLS_PER_WORKER } from './pool/pool-worker.ts';
import { redoing } from './pool/redo.ts';
import { leasePool, type PoolLease } from './pool/shared-pool.ts';
import type { Geometry } from './resample/plan.ts';
import { formatsOf, KERAS_EXTENSIONS } from './supported-extensions.ts';
import { currentTensorflowGpu, findTensorflowGpu } from './tensors.ts';
import { StageTimer } from './timings/stage-timer.ts';
import { abortable } from './waiting/abortable.ts';

/** Batches that are made ahead of the one asked for, so that decoding goes on while a model trains. */
const BATCHES_AHEAD = 2;
/** Files that are being opened, or wait for bytes, for each worker. */
export const READS_PER_WORKER = 16;

/** What the pictures of one pass are made with. */
export interface Pass {
  readonly engine: Engine;
  /** Streams the pictures at these positions of the catalog. */
  streamOf(positions: Uint32Array): PictureStream;
}

/** How the pictures of a dataset are made: its engine, its share in the workers, its cache, and what they found. */
export class Preparation {
  readonly timer: StageTimer = new StageTimer();
  readonly findings: Findings = new Findings();
  readonly #files: readonly FileSource[];
  readonly #options: ResolvedOptions;
  readonly #shape: OutputShape;
  readonly #geometry: Geometry;
  readonly #cache: PictureCache | null;
  readonly #closeCache = (): void => this.#cache?.close();
  readonly #lease: PoolLease;
  #engineName: Engine['name'] | null = null;
  #decoding: BrowserDecoding | null = null;

  /**
   * @param files - The catalog's.
   * @throws ImageDatasetError `limit` for batches that can't be made
   */
  constructor(files: readonly FileSource[], options: ResolvedOptions) {
    const { width, height, channels, dataFormat, fit, interpolation } = options;
    this.#files = files;
    this.#options = options;
    this.#shape = { target: { width, height }, channels, dataFormat };
    this.#geometry = { target: { width, height }, fit, interpolation };
    this.#cache = createCache(options);
    this.#checkBatches(currentTensorflowGpu());
    options.signal?.addEventListener('abort', this.#closeCache, { once: true });
    this.#lease = leasePool(options.worker, options.workers);
  }

  /** The engine in use; `null` before the first pass. */
  get engineName(): Engine['name'] | null {
    return this.#engineName;
  }

  /** What the browser's own decoding does to pixels; `null` where it is not used, and before the first pass. */
  get decoding(): BrowserDecoding | null {
    return this.#decoding;
  }

  /** What the cache holds; `null` without one. */
  get cacheFacts(): CacheFacts | null {
    return this.#cache?.facts ?? null;
  }

  /**
   * Finds the engine, and what the browser's own decoding does, and opens the cache.
   *
   * @param timer - For the pictures of this pass; those of epochs count in the report.
   */
  async begin(signal: AbortSignal, timer: StageTimer = this.timer): Promise<Pass> {
    const { workers, extensions } = this.#options;
    const gpu = await abortable(signal, findTensorflowGpu);
    this.#checkBatches(gpu);
    const engine = createEngine(this.#options.engine, gpu, this.#shape);
    this.#engineName = engine.name;
    const { pool } = this.#lease;
    if (isBrowsersWork(this.#options))
      this.#decoding = await abortable(signal, () => redoing(() => pool.probe(), signal));
    const request = this.#requestFor(engine);
    await abortable(signal, async () => this.#cache?.begin(request));
    const parts: PreparationParts = {
      pool,
      engine,
      request,
      formats: formatsOf(extensions),
      timer,
      findings: this.findings,
      cache: this.#cache,
      limit: createLimiter(READS_PER_WORKER * workers),
    };
    return { engine, streamOf: (positions) => this.#streamOf(positions, parts) };
  }

  /** Lets workers and memory go. */
  dispose(): void {
    this.#lease.release();
    this.#closeCache();
    this.#options.signal?.removeEventListener('abort', this.#closeCache);
  }

  /** tfjs may compute on something else by the time that batches are made. */
  #checkBatches(gpu: TensorflowGpu | null): void {
    const rows = Math.min(this.#options.batchSize ?? 1, this.#files.length);
    checkBatchBytes(rows, this.#shape, this.#options.engine, gpu);
  }

  #requestFor({ input }: Engine): PrepareRequest {
    const { decode, orientation } = this.#options;
    return {
      decode,
      orientation,
      output: input,
      shape: this.#shape,
      geometry: this.#geometry,
      bytesWhereExact: this.#cache !== null,
      wantsFingerprint: this.#cache?.wantsFingerprint ?? false,
    };
  }

  #streamOf(positions: Uint32Array, parts: PreparationParts): PictureStream {
    const { batchSize, workers, maxBytesInFlight } = this.#options;
    return new PictureStream(positions, {
      prepare: (position, slot) => {
        const source = this.#files[position]!;
        const own = { ...parts, limit: onceInTurn(parts.limit) };
        return redoing(() => preparePicture(position, source, own, slot), slot.signal);
      },
      lookahead: Math.max(BATCHES_AHEAD * (batchSize ?? 1), CALLS_PER_WORKER * workers),
      maxBytesInFlight,
      takeOver: (picture) => this.#cache?.takeOver(picture) ?? false,
    });
  }
}

function createCache(options: ResolvedOptions): PictureCache | null {
  const { cache, cacheBytes: maxBytes, worker } = options;
  if (cache === 'memory') return new MemoryCache(maxBytes);
  return cache === 'disk' ? new DiskCache({ maxBytes, worker, isBrowsersWork: isBrowsersWork(options) }) : null;
}

/** Whether there may be files that the browser decodes. */
function isBrowsersWork({ decode, extensions }: ResolvedOptions): boolean {
  return decode === 'browser' || extensions.some((name) => !KERAS_EXTENSIONS.includes(name));
}
