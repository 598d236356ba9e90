/** The stages of the way of an image, in their order. */
export type StageName = 'reading' | 'decoding' | 'resampling' | 'upload' | 'model';

/** One stage, over all pictures and epochs so far. */
export interface StageTime {
  /** What it worked, in milliseconds: summed over workers, so it may exceed the time that went by. */
  readonly busyMs: number;
  /** What pictures waited for it, in milliseconds, summed over pictures. Resampling and upload follow at once. */
  readonly waitMs: number;
  /** Pictures that waited for it at a time, on average. */
  readonly queueDepth: number;
}

/** Where the time of a dataset went, over all of its epochs so far. */
export interface StageTimings extends Readonly<Record<StageName, StageTime>> {
  /** Pictures that were decoded; those that came from the cache are not among them. */
  readonly pictures: number;
  /** Opening files, and reading them in the workers. */
  readonly reading: StageTime;
  /** Decoding files; the wait is that for a worker and for {@link memoryWaitMs}. */
  readonly decoding: StageTime;
  /** Planning, and resampling in the workers; the time of the GPU is not known. */
  readonly resampling: StageTime;
  /** Putting pictures into batches and handing these to tfjs. */
  readonly upload: StageTime;
  /**
   * What consumers do between one batch and the next call, and what is left for the GPU to do then; pictures that are ready wait
   * for it.
   */
  readonly model: StageTime;
  /** What pictures waited for their share of `maxBytesInFlight`, in milliseconds, summed over pictures. */
  readonly memoryWaitMs: number;
  /** What consumers waited for the first batch of an epoch, in milliseconds; workers may have to start first. */
  readonly startMs: number;
  /** What consumers waited for all other batches, in milliseconds. */
  readonly waitMs: number;
  /** The whole time from the first call of each epoch to its last, in milliseconds. */
  readonly elapsedMs: number;
}
