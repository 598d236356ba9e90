import type { StageName, StageTime, StageTimings } from './stage-timings.ts';

/** Adds up {@link StageTimings}. */
export class StageTimer {
  readonly #stages: Record<StageName, Pick<StageTime, 'busyMs' | 'waitMs'>> = {
    reading: { busyMs: 0, waitMs: 0 },
    decoding: { busyMs: 0, waitMs: 0 },
    resampling: { busyMs: 0, waitMs: 0 },
    upload: { busyMs: 0, waitMs: 0 },
    model: { busyMs: 0, waitMs: 0 },
  };
  #pictures = 0;
  #memoryWaitMs = 0;
  #startMs = 0;
  #waitMs = 0;
  /** What a consumer waited for the GPU in a call that has not ended. */
  #gpuWaitMs = 0;

  get timings(): StageTimings {
    const elapsedMs = this.#startMs + this.#waitMs + this.#stages.model.busyMs;
    const stage = (name: StageName): StageTime => {
      const { busyMs, waitMs } = this.#stages[name];
      // Little's law: the mean length of a queue is the sum of the waits by the time that they took place in.
      return { busyMs, waitMs, queueDepth: elapsedMs > 0 ? waitMs / elapsedMs : 0 };
    };
    return {
      pictures: this.#pictures,
      reading: stage('reading'),
      decoding: stage('decoding'),
      resampling: stage('resampling'),
      upload: stage('upload'),
      model: stage('model'),
      memoryWaitMs: this.#memoryWaitMs,
      startMs: this.#startMs,
      waitMs: this.#waitMs,
      elapsedMs,
    };
  }

  /** Adds what a stage worked, and how long it was waited for. */
  add(stage: StageName, { busyMs = 0, waitMs = 0 }: Partial<Pick<StageTime, 'busyMs' | 'waitMs'>>): void {
    const sum = this.#stages[stage];
    this.#stages[stage] = { busyMs: sum.busyMs + busyMs, waitMs: sum.waitMs + waitMs };
  }

  /** Counts a picture that was decoded. */
  countPicture(): void {
    this.#pictures++;
  }

  /** Adds what a picture waited for memory. */
  addMemoryWait(ms: number): void {
    this.#memoryWaitMs += ms;
  }

  /** Adds what a consumer waited for the GPU, which is busy with what the model gave it to do, and not for its data. */
  addGpuWait(ms: number): void {
    this.#gpuWaitMs += ms;
    this.add('model', { busyMs: ms });
  }

  #takeGpuWait(mostMs: number): number {
    const ms = Math.min(this.#gpuWaitMs, mostMs);
    this.#gpuWaitMs -= ms;
    return ms;
  }

  /**
   * Watches the consumer of one epoch: what it waits for, and how long it is busy between its calls.
   *
   * @returns a function that runs what a consumer waits for; `isLast` says of a result that no further call matters
   */
  watchConsumer(): <T>(run: () => Promise<T>, isLast: (result: T) => boolean) => Promise<T> {
    let pending = 0;
    let calls = 0;
    let changedAt: number | undefined;
    const lap = (): number => {
      const now = performance.now();
      const ms = now - (changedAt ?? now);
      changedAt = now;
      return ms;
    };
    return async (run, isLast) => {
      // Consumers that prefetch call again before they have their answer: they wait as long as any call is pending.
      if (pending++ === 0) this.add('model', { busyMs: lap() });
      const isFirst = calls++ === 0;
      try {
        const result = await run();
        if (isLast(result)) calls = 0;
        return result;
      } finally {
        const waitedMs = lap();
        const forDataMs = waitedMs - this.#takeGpuWait(waitedMs);
        if (isFirst) this.#startMs += forDataMs;
        else this.#waitMs += forDataMs;
        pending--;
        if (calls === 0) changedAt = undefined;
      }
    };
  }
}
