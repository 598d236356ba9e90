import type { BrowserDecoding } from '../workers/protocol.ts';
import type { EngineName } from './engine/engine.ts';
import type { ImageDatasetError } from './errors.ts';
import type { CacheFacts } from './pipeline/picture-cache.ts';
import type { StageTimings } from './timings/stage-timings.ts';

/** A file that can't be used, and why. */
export interface BadFile {
  readonly path: string;
  readonly error: ImageDatasetError;
}

/** A size that pictures have, in pixels, and how many of them. */
export interface SizeCount {
  readonly width: number;
  readonly height: number;
  readonly files: number;
}

/** What a dataset found, left out and did. */
export interface DatasetReport {
  /** The seed of the shuffles, drawn where none was given; `null` without shuffling. */
  readonly seed: number | null;
  /** The engine in use; `null` before the first batch, or `verify()`, was asked for. */
  readonly engine: EngineName | null;
  /**
   * What the browser's own decoding was found to do to pixels, where it is used (`decode: 'browser'`, WebP, AVIF); `null`
   * where it is not, and before the first batch, or `verify()`, was asked for.
   */
  readonly decoding: BrowserDecoding | null;
  /** Images of the directory before any split: those in classes, or all where there are no labels; `classes` is `null` then. */
  readonly found: { readonly files: number; readonly classes: number | null };
  /** Files in the directory that are no part of the dataset, each with the reason. */
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  /** Files that dropped out under `onError: 'skip'`, each with its error. */
  readonly skipped: readonly BadFile[];
  /** Files whose content is of another format than their name says; they are decoded by their content. */
  readonly misnamed: readonly { readonly path: string; readonly format: string }[];
  /**
   * How many of the pictures opened so far have which size in pixels, as their headers say; the most frequent size first. Those that
   * are turned by EXIF data count as they are stored.
   */
  readonly imageSizes: readonly SizeCount[];
  /** Photographs opened so far that say in their EXIF data that they are turned. */
  readonly rotated: number;
  /** Where the time of its epochs went. */
  readonly timings: StageTimings;
  /**
   * What limits the run (reading, decoding, resampling, upload, memory or the model) and what to do about it, in a sentence;
   * `null` before a second batch was asked for.
   */
  readonly bottleneck: string | null;
  /** What the cache holds, and how it served; `null` without one. */
  readonly cache: CacheFacts | null;
  /** The most bytes of decoded pictures that an iterator held at once. */
  readonly peakBytesInFlight: number;
}
