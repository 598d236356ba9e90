import type { EngineName } from '../engine/engine.ts';
import type { ResolvedOptions } from '../options/option-types.ts';
import type { StageTimings } from './stage-timings.ts';

/** What the advice depends on. */
export interface RunFacts extends Pick<ResolvedOptions, 'workers' | 'cache' | 'interpolation' | 'maxBytesInFlight'> {
  readonly engine: EngineName;
  /** Of the processor. */
  readonly cores: number;
}

/** A consumer that waits for less of its time is not held up by its data. */
const UNNOTICED_WAIT = 0.1;

/**
 * Names what limits a run, in a sentence with what to do about it; `null` before a second batch was asked for.
 *
 * If consumers hardly wait, it is the model. Else it is what the page does for each batch, where that is most of the wait;
 * or decoding and resampling, where they keep the workers busy; or else what the workers wait for: memory, or files, or their
 * turn, where pictures that are read queue for workers that are idle.
 */
export function nameBottleneck(timings: StageTimings, facts: RunFacts): string | null {
  const { elapsedMs, startMs, waitMs, reading, decoding, resampling, upload, model, memoryWaitMs } = timings;
  const steadyMs = waitMs + model.busyMs;
  if (steadyMs === 0) return null;
  const waiting = waitMs / steadyMs;
  if (waiting < UNNOTICED_WAIT) return modelLimits(waiting, facts);
  const uploading = upload.busyMs / (startMs + waitMs);
  if (uploading > 0.5) return uploadLimits(uploading);
  // While workers start, they can't be busy.
  const workers = (decoding.busyMs + resampling.busyMs) / (facts.workers * steadyMs);
  // Workers are idle, and on average a picture or more queues for memory.
  if (workers < 0.75 && memoryWaitMs > elapsedMs) return memoryLimits(workers, facts);
  if (workers < 0.5) {
    const queueing = decoding.waitMs - memoryWaitMs;
    return queueing > reading.busyMs ? otherWorkLimits(workers) : readingLimits(workers, facts);
  }
  return resampling.busyMs > decoding.busyMs ? resamplingLimits(workers, facts) : decodingLimits(workers, facts);
}

function modelLimits(waiting: number, { engine }: RunFacts): string {
  const where = engine === 'webgpu' ? 'The model (or the GPU, which both share)' : 'The model';
  const advice = "a smaller model or a faster backend of tfjs helps, the loader can't";
  return `${where} limits this run: it waits for data ${percent(waiting)} of its time; ${advice}.`;
}

function uploadLimits(uploading: number): string {
  const advice = 'a smaller imageSize or fewer channels help';
  return `Upload limits this run: handing batches to tfjs is ${percent(uploading)} of what the model waits for; ${advice}.`;
}

function memoryLimits(busy: number, { maxBytesInFlight }: RunFacts): string {
  const advice = `pictures queue for maxBytesInFlight (${maxBytesInFlight} bytes): raise it`;
  return `Memory limits this run: the workers decode ${percent(busy)} of the time, and ${advice}.`;
}

function readingLimits(busy: number, { cache }: RunFacts): string {
  const advice = ['read from a faster disk', ...cacheAdvice(cache)].join(', or ');
  return `Reading limits this run: the workers decode ${percent(busy)} of the time and wait for files; ${advice}.`;
}

function otherWorkLimits(busy: number): string {
  const idle = `the workers decode ${percent(busy)} of the time, and images that have been read wait for their turn`;
  return `Other work of the page, or of the processor, limits this run: ${idle}; a smaller model helps, or training in a worker.`;
}

function decodingLimits(busy: number, { workers, cores, cache }: RunFacts): string {
  const advice = [...workersAdvice(workers, cores), ...cacheAdvice(cache), 'store smaller images'].join(', or ');
  return `Decoding limits this run: it keeps the workers busy ${percent(busy)} of the time; ${advice}.`;
}

function resamplingLimits(busy: number, { workers, cores, cache, interpolation, engine }: RunFacts): string {
  const narrower = ['bilinear', 'nearest'].includes(interpolation) ? [] : ["use interpolation: 'bilinear'"];
  const gpu = engine === 'cpu' ? ["use engine: 'webgpu'"] : [];
  const advice = [...workersAdvice(workers, cores), ...gpu, ...narrower, ...cacheAdvice(cache)].join(', or ');
  return `Resampling limits this run: with decoding it keeps the workers busy ${percent(busy)} of the time; ${advice}.`;
}

function workersAdvice(workers: number, cores: number): readonly string[] {
  return workers < cores ? [`raise workers (${workers}, of ${cores} cores)`] : [];
}

function cacheAdvice(cache: RunFacts['cache']): readonly string[] {
  return cache === false ? ["keep prepared images for later epochs with cache: 'memory'"] : [];
}

function percent(share: number): string {
  return `${Math.round(100 * Math.min(share, 1))} %`;
}
