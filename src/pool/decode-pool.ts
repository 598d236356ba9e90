import type { BrowserDecoding, LoadImageRequest, PrepareRequest } from '../../workers/protocol.ts';
import type { Pixels } from '../pixel-mode.ts';
import { type EncodedPicture, type PictureHandle, PoolWorker } from './pool-worker.ts';
import { Suspects } from './suspects.ts';
import type { WorkerSource } from './worker-connection.ts';

const IDLE_MS = 30_000;

/** Workers that read and decode; they start when there is work, or ahead of it, and end after 30 s without. */
export class DecodePool {
  readonly #source: WorkerSource | undefined;
  readonly #onIdle: () => void;
  readonly #workers = new Set<PoolWorker>();
  readonly #suspects = new Suspects();
  #size: number;
  #nextId = 0;
  #probe: Promise<BrowserDecoding> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param size - Workers at most.
   * @param onIdle - Called when they have ended because there was no work.
   */
  constructor(source: WorkerSource | undefined, size: number, onIdle: () => void) {
    this.#source = source;
    this.#size = size;
    this.#onIdle = onIdle;
  }

  /** Allows more workers; never fewer. */
  grow(size: number): void {
    this.#size = Math.max(this.#size, size);
  }

  /** Starts all workers ahead of their work; one that does not start is tried again, and complained about, when there is some. */
  warmUp(): void {
    while (this.#workers.size < this.#size) this.#start();
    this.#endWhenIdle();
  }

  /**
   * Has a worker read a file and its header, and settle how it will be decoded.
   *
   * @throws ImageDatasetError `read`, `decode`, `unsupported`, `limit`, `worker-start` or `worker-lost`, with the picture's path
   */
  async open({ path, file }: EncodedPicture, request: PrepareRequest, signal: AbortSignal): Promise<PictureHandle> {
    signal.throwIfAborted();
    const { worker, done } = this.#takeOn();
    return worker.open({ id: this.#nextId++, path, file, request }, done, signal);
  }

  /**
   * Has a worker do what `keras.utils.load_img` does.
   *
   * @throws ImageDatasetError `read`, `decode`, `unsupported`, `limit`, `worker-start` or `worker-lost`, with the path
   */
  async loadImage(picture: EncodedPicture<Blob>, request: LoadImageRequest, signal?: AbortSignal): Promise<Pixels> {
    const { worker, done } = this.#takeOn();
    try {
      return await worker.loadImage(picture, request, signal);
    } finally {
      done();
    }
  }

  /**
   * Finds out, once, what the browser's own decoding does to pixels.
   *
   * @throws ImageDatasetError `unsupported`, `worker-start` or `worker-lost`
   */
  probe(): Promise<BrowserDecoding> {
    this.#probe ??= this.#runProbe();
    // A failed one is tried again.
    this.#probe.catch(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  async #runProbe(): Promise<BrowserDecoding> {
    const { worker, done } = this.#takeOn();
    try {
      return await worker.probe();
    } finally {
      done();
    }
  }

  /** Ends all workers; calls in flight reject with `worker-lost`. */
  terminate(): void {
    clearTimeout(this.#idle);
    for (const worker of [...this.#workers]) this.#end(worker);
  }

  /** Gives a picture to a worker; `done` says that it is finished with, and whether that is news. */
  #takeOn(): { worker: PoolWorker; done: () => boolean } {
    const worker = this.#leastBusy();
    worker.pictures++;
    clearTimeout(this.#idle);
    let isDone = false;
    const done = (): boolean => {
      if (isDone) return false;
      isDone = true;
      worker.pictures--;
      // Nobody waits any more for one that has not answered yet.
      if (worker.pictures === 0 && !worker.hasStarted) this.#end(worker);
      this.#endWhenIdle();
      return true;
    };
    return { worker, done };
  }

  #leastBusy(): PoolWorker {
    const [least] = [...this.#workers].sort((one, other) => one.pictures - other.pictures);
    return least && (least.pictures === 0 || this.#workers.size >= this.#size) ? least : this.#start();
  }

  #start(): PoolWorker {
    const worker = new PoolWorker(this.#source, this.#suspects, () => this.#workers.delete(worker));
    this.#workers.add(worker);
    return worker;
  }

  #end(worker: PoolWorker): void {
    this.#workers.delete(worker);
    worker.end();
  }

  #endWhenIdle(): void {
    if ([...this.#workers].some(({ pictures }) => pictures > 0)) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.terminate();
      this.#onIdle();
    }, IDLE_MS);
  }
}
