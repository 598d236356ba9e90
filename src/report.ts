import type { BrowserDecoding } from '../workers/protocol.ts';
import type { ImageDatasetError } from './errors.ts';
import type { CacheFacts } from './pipeline/picture-cache.ts';

/** Where the time of a dataset went, in milliseconds, summed over all pictures and workers. */
export interface StageTimings {
  /** Pictures that were prepared. */
  readonly pictures: number;
  /** Reading files. */
  readonly readMs: number;
  /** Decoding files into samples. */
  readonly decodeMs: number;
  /** Planning, and resampling in the workers; on the GPU the time of the kernel is not known. */
  readonly resampleMs: number;
  /** What consumers waited for batches. */
  readonly waitMs: number;
}

/** What a dataset found, left out and did. */
export interface DatasetReport {
  /** The seed of the shuffles, drawn where none was given; `null` without shuffling. */
  readonly seed: number | null;
  /** The engine in use; `null` before the first batch was asked for. */
  readonly engine: 'webgpu' | 'cpu' | null;
  /**
   * What the browser's own decoding was found to do to pixels, where it is used (`decode: 'browser'`, WebP, AVIF); `null`
   * where it is not, and before the first batch was asked for.
   */
  readonly decoding: BrowserDecoding | null;
  /** Files in the whole directory that belong to a class, before any split; classes is `null` without labels. */
  readonly found: { readonly files: number; readonly classes: number | null };
  /** Files in the directory that are no part of the dataset, each with the reason. */
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  /** Files that dropped out under `onError: 'skip'`, each with its error. */
  readonly skipped: readonly { readonly path: string; readonly error: ImageDatasetError }[];
  /** Files whose content is of another format than their name says; they are decoded by their content. */
  readonly misnamed: readonly { readonly path: string; readonly format: string }[];
  /** Photographs opened so far that say in their EXIF data that they are turned. */
  readonly rotated: number;
  readonly timings: StageTimings;
  /** What the cache holds, and how it served; `null` without one. */
  readonly cache: CacheFacts | null;
  /** The most bytes of decoded pictures that an iterator held at once. */
  readonly peakBytesInFlight: number;
}

/** Adds up {@link StageTimings}. */
export class StageTimer {
  #timings: StageTimings = { pictures: 0, readMs: 0, decodeMs: 0, resampleMs: 0, waitMs: 0 };

  get timings(): StageTimings {
    return this.#timings;
  }

  /** Adds the stages of one picture. */
  add({ readMs, decodeMs, resampleMs }: Pick<StageTimings, 'readMs' | 'decodeMs' | 'resampleMs'>): void {
    const sum = this.#timings;
    this.#timings = {
      pictures: sum.pictures + 1,
      readMs: sum.readMs + readMs,
      decodeMs: sum.decodeMs + decodeMs,
      resampleMs: sum.resampleMs + resampleMs,
      waitMs: sum.waitMs,
    };
  }

  /** Runs what a consumer waits for. */
  async wait<T>(run: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await run();
    } finally {
      this.#timings = { ...this.#timings, waitMs: this.#timings.waitMs + performance.now() - started };
    }
  }
}
