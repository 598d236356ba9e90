import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StageTimer } from '../../src/timings/stage-timer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const answerAfter =
  <T>(ms: number, answer: T) =>
  () =>
    new Promise<T>((resolve) => setTimeout(() => resolve(answer), ms));
const isNull = (answer: unknown): boolean => answer === null;

/** Calls, and lets the time go by until the answer is there. */
async function ask(watched: ReturnType<StageTimer['watchConsumer']>, ms: number, answer: unknown): Promise<void> {
  const asked = watched(answerAfter(ms, answer), isNull);
  await vi.advanceTimersByTimeAsync(ms);
  await asked;
}

test('a consumer waits, first for the start and then for batches, and is busy in between', async () => {
  const timer = new StageTimer();
  const watched = timer.watchConsumer();
  await ask(watched, 100, 'batch');
  vi.advanceTimersByTime(30);
  await ask(watched, 5, 'batch');
  vi.advanceTimersByTime(20);
  await ask(watched, 1, null);
  expect(timer.timings).toMatchObject({ startMs: 100, waitMs: 6, elapsedMs: 156, model: { busyMs: 50 } });
});

test('what comes after the end of an epoch counts for nothing', async () => {
  const timer = new StageTimer();
  const watched = timer.watchConsumer();
  await ask(watched, 10, 'batch');
  await ask(watched, 1, null);
  vi.advanceTimersByTime(1000);
  await ask(watched, 0, null);
  expect(timer.timings.elapsedMs).toBe(11);
  await ask(timer.watchConsumer(), 7, 'batch');
  expect(timer.timings).toMatchObject({ startMs: 17, elapsedMs: 18, model: { busyMs: 0 } });
});

test('calls that overlap wait once', async () => {
  const timer = new StageTimer();
  const watched = timer.watchConsumer();
  const asked = [10, 15, 40].map((ms) => watched(answerAfter(ms, 'batch'), isNull));
  await vi.advanceTimersByTimeAsync(40);
  await Promise.all(asked);
  expect(timer.timings).toMatchObject({ startMs: 10, waitMs: 30, elapsedMs: 40, model: { busyMs: 0 } });
});

test('a failed call counts as a wait', async () => {
  const timer = new StageTimer();
  const watched = timer.watchConsumer();
  await ask(watched, 10, 'batch');
  await expect(watched(() => Promise.reject(new Error('bad file')), isNull)).rejects.toThrow('bad file');
  vi.advanceTimersByTime(5);
  await ask(watched, 3, null);
  expect(timer.timings).toMatchObject({ waitMs: 3, model: { busyMs: 5 } });
});

test('the depth of a queue is the waits by the time that went by', async () => {
  const timer = new StageTimer();
  expect(timer.timings.reading.queueDepth).toBe(0);
  timer.add('reading', { busyMs: 3, waitMs: 150 });
  timer.add('reading', { waitMs: 50 });
  await ask(timer.watchConsumer(), 100, 'batch');
  expect(timer.timings.reading).toEqual({ busyMs: 3, waitMs: 200, queueDepth: 2 });
});

test("a wait for the GPU is the model's, in the first call of an epoch too", async () => {
  const timer = new StageTimer();
  const watched = timer.watchConsumer();
  for (const waitMs of [0, 6]) {
    const asked = watched(async () => {
      const waited = await answerAfter(10, 'batch')();
      timer.addGpuWait(4);
      return waited;
    }, isNull);
    await vi.advanceTimersByTimeAsync(10);
    await asked;
    expect(timer.timings).toMatchObject({ startMs: 6, waitMs });
  }
  expect(timer.timings).toMatchObject({ elapsedMs: 20, model: { busyMs: 8 } });
});
