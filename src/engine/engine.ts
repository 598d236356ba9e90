import type { EngineInput, PreparedPicture } from './picture.ts';

/** A finished batch: `[rows, height, width, channels]` or `[rows, channels, height, width]`, float32. */
export type BatchBuffer =
  | { readonly kind: 'host'; readonly data: Float32Array<ArrayBuffer> }
  /** Belongs to the engine, which writes the next batch into it: to be copied at once. */
  | { readonly kind: 'device'; readonly buffer: GPUBuffer };

/** What computes the pixels. */
export type EngineName = 'webgpu' | 'cpu';

/** Makes batches of prepared pictures, one batch at a time; belongs to one iterator. */
export interface Engine {
  readonly name: EngineName;
  /** What the workers are to hand over. */
  readonly input: EngineInput;
  /**
   * Refuses a picture that it can't take, under the path of its file.
   *
   * @throws ImageDatasetError `limit`
   */
  check(picture: PreparedPicture, path: string): void;
  /** Begins a batch of at most `rows` pictures; what was begun before is given up. */
  begin(rows: number): void;
  /** Takes a picture in; its memory on the host can be let go afterwards. */
  place(row: number, picture: PreparedPicture): void;
  /**
   * Ends the batch, of which the first `rows` have been placed, and hands it over at once. It may reject after that, for a GPU tells
   * later what it refused: what was made of the batch is of no use then.
   */
  finish(rows: number, handOver: (batch: BatchBuffer) => void): Promise<void>;
  /**
   * Waits until nothing is left to do for the batch before the last one: a GPU may be one batch behind, but if it were left further
   * behind, uploads would pile up.
   */
  catchUp(): Promise<void>;
  /** Lets all memory go; the engine can be used again afterwards. */
  release(): void;
}
