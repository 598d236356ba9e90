import { expect, test } from 'vitest';
import { nameBottleneck, type RunFacts } from '../../src/timings/bottleneck.ts';
import type { StageName, StageTimings } from '../../src/timings/stage-timings.ts';

const facts: RunFacts = {
  engine: 'cpu',
  workers: 2,
  cores: 4,
  cache: false,
  interpolation: 'bilinear',
  maxBytesInFlight: 1000,
};

type Busy = Partial<Record<StageName, number>>;

/** A run in which consumers waited 100 ms for the first batch and 900 ms for the others, with two workers. */
function run(busy: Busy, more: Partial<StageTimings> = {}): StageTimings {
  const stage = (name: StageName) => ({ busyMs: busy[name] ?? 0, waitMs: 0, queueDepth: 0 });
  return {
    pictures: 10,
    reading: stage('reading'),
    decoding: stage('decoding'),
    resampling: stage('resampling'),
    upload: stage('upload'),
    model: stage('model'),
    memoryWaitMs: 0,
    startMs: 100,
    waitMs: 900,
    elapsedMs: 1000 + (busy.model ?? 0),
    ...more,
  };
}

const name = (timings: StageTimings, more: Partial<RunFacts> = {}): string | null =>
  nameBottleneck(timings, { ...facts, ...more });

test('nothing is said before a second batch was asked for', () => {
  expect(name(run({}, { waitMs: 0 }))).toBeNull();
});

test('a model that hardly waits limits the run', () => {
  const sentence = name(run({ model: 9000, decoding: 9000, reading: 9000 }));
  expect(sentence).toBe(
    "The model limits this run: it waits for data 9 % of its time; a smaller model or a faster backend of tfjs helps, the loader can't.",
  );
  expect(name(run({ model: 9000 }), { engine: 'webgpu' })).toMatch(/^The model \(or the GPU, which both share\)/);
});

test('workers that decode most of the time limit the run', () => {
  expect(name(run({ decoding: 1320, resampling: 300, reading: 1500 }))).toBe(
    "Decoding limits this run: it keeps the workers busy 90 % of the time; raise workers (2, of 4 cores), or keep prepared images for later epochs with cache: 'memory', or store smaller images.",
  );
});

test('advice leaves out what is done already', () => {
  const sentence = name(run({ decoding: 1900 }), { workers: 2, cores: 2, cache: 'memory' });
  expect(sentence).not.toMatch(/raise workers|cache/);
});

test('resampling limits the run where it takes more than decoding', () => {
  const sentence = name(run({ decoding: 500, resampling: 1120 }), { interpolation: 'lanczos5' });
  expect(sentence).toMatch(/^Resampling limits this run: .* 90 % .*engine: 'webgpu'.*interpolation: 'bilinear'/);
});

test('workers that are idle wait for files', () => {
  expect(name(run({ decoding: 180, reading: 30_000 }))).toMatch(/^Reading limits this run: .* 10 % .*wait for files/);
});

// A model that had the page's thread and both cores was taken for a slow disk.
test('workers that are idle while pictures queue for them wait for their turn', () => {
  const decoding = { busyMs: 180, waitMs: 18_000, queueDepth: 0 };
  const busy = run({ reading: 2000 }, { decoding });
  expect(name(busy)).toMatch(/^Other work of the page, or of the processor, limits this run: .* 10 % /);
  expect(name({ ...busy, memoryWaitMs: 17_000 }, { workers: 20 })).toMatch(/^Memory/);
});

test('workers that are idle while pictures queue for memory wait for memory', () => {
  expect(name(run({ decoding: 900 }, { memoryWaitMs: 5000 }))).toMatch(
    /^Memory limits .*maxBytesInFlight \(1000 bytes\)/,
  );
  expect(name(run({ decoding: 1900 }, { memoryWaitMs: 5000 }))).toMatch(/^Decoding/);
});

test('the page that copies most of the time limits the run', () => {
  expect(name(run({ upload: 700, decoding: 900 }))).toMatch(/^Upload limits this run: .* 70 % /);
});
