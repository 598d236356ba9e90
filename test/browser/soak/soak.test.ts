import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createRandom, type Random } from '../../../demo/sample/random.ts';
import { imageDatasetFromDirectory, type LabelledDataset } from '../../../src/index.ts';
import { leasePool } from '../../../src/pool/shared-pool.ts';
import { type BrowserMemory, browserMemory, memoryTest } from '../drawn-by-lot.ts';
import { engines, useBackend, ways } from '../engines.ts';
import { watchBuffers } from '../gpu-buffers.ts';
import { NOTHING_HELD, watchBudgets } from '../held-bytes.ts';
import { watchWorkers } from '../watched-workers.ts';
import { CONSUMERS } from './consumers.ts';
import { FAULTS, type Victims } from './faults.ts';
import { NumberedFolder } from './numbered-folder.ts';

const EPOCHS_PER_ROUND = 5;
/** How much more the last quarter of a run may hold at most than the second: the first warms up. */
const MAX_HEAP_GROWTH = 4 * 2 ** 20;

const seed = inject('seed');
const rounds = Array.from({ length: Math.ceil(inject('soakEpochs') / EPOCHS_PER_ROUND) }, (_, round) => {
  const [engine, decode] = ways[round % ways.length]!;
  return { seed: seed + round, engine, decode };
});

const memory: BrowserMemory[] = [];
const unhandled: unknown[] = [];
const total = { rows: 0, faults: 0 };
const heldBytes = watchBudgets();
let buffers: ReadonlySet<GPUBuffer> = new Set();

beforeAll(async () => {
  await useBackend();
  if (engines.includes('webgpu')) buffers = watchBuffers((tf.backend() as unknown as { device: GPUDevice }).device);
  addEventListener('unhandledrejection', ({ reason }) => unhandled.push(reason));
  console.info(`${inject('soakEpochs')} epochs from seed ${seed}`);
});

afterAll(() => vi.restoreAllMocks());

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets faults happen, one after the other, at moments of their own. */
async function spoil(victims: Victims, random: Random): Promise<void> {
  for (let left = random.pick([1, 2, 4, 8]); left > 0; left--) {
    await wait(random.between(0, 15));
    const [, fault] = random.pick(Object.entries(FAULTS));
    await fault(victims, random);
    total.faults++;
  }
}

/** One epoch or several at once, with faults. */
async function live(dataset: LabelledDataset, victims: Victims, random: Random, isEnd: (error: unknown) => boolean) {
  const consumers = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => random.pick(Object.values(CONSUMERS)));
  const eaten = consumers.map((consumer) => consumer(dataset, random, isEnd));
  await Promise.all([...eaten, spoil(victims, random)]);
  for (const rows of eaten) total.rows += await rows;
  await victims.folder.mend();
}

test.each(rounds)(
  'epochs with faults on engine $engine, decode $decode, seed $seed',
  async ({ seed, engine, decode }) => {
    const random = createRandom(seed);
    const folder = await NumberedFolder.create();
    onTestFinished(() => folder.remove());
    const workers = watchWorkers();
    const abort = new AbortController();
    const reason = new Error('aborted by lot');
    const dataset = await imageDatasetFromDirectory(folder.handle, {
      engine,
      decode,
      cache: random.pick([false, 'memory']),
      cacheBytes: random.pick([2000, 2 ** 20]),
      onError: random.pick(['raise', 'skip']),
      batchSize: random.pick([1, 4, 5]),
      workers: random.pick([1, 2]),
      // One picture at a time, a few, or all.
      maxBytesInFlight: random.pick([1, 30_000, 2 ** 28]),
      signal: abort.signal,
      worker: workers.worker,
      imageSize: 4,
      verbose: false,
      seed,
    });
    const isEnd = (error: unknown): boolean =>
      error === reason || (error instanceof DOMException && error.name === 'AbortError');
    for (let epoch = 1; epoch < EPOCHS_PER_ROUND; epoch++) await live(dataset, { folder, workers }, random, isEnd);
    // The last one is ended from outside, in the midst of its work.
    const last = live(dataset, { folder, workers }, random, isEnd);
    await wait(random.between(0, 30));
    if (random.pick([true, false])) abort.abort(reason);
    dataset.dispose();
    await last;

    expect(tf.memory().numTensors).toBe(0);
    const left = () => {
      // A picture that was given up may be on its way still; then its workers are left to their idleness.
      leasePool(workers.worker, 1).release();
      return { workers: workers.alive.size, held: heldBytes(), buffers: buffers.size };
    };
    await expect.poll(left).toEqual({ workers: 0, held: NOTHING_HELD, buffers: 0 });
    expect(unhandled).toEqual([]);
    memory.push(...[await browserMemory()].flatMap((measured) => measured ?? []));
  },
);

test('rows came, and faults happened', () => {
  console.info(total);
  expect(total.rows).toBeGreaterThan(20 * rounds.length);
  expect(total.faults).toBeGreaterThan(rounds.length);
});

memoryTest('memory is flat from the second quarter to the last', () => {
  const quarter = memory.length / 4;
  const heapOf = (which: number): number =>
    Math.max(
      ...memory.slice(Math.floor(which * quarter), Math.ceil((which + 1) * quarter)).map(({ heapBytes }) => heapBytes),
    );
  const quarters = [0, 1, 2, 3].map(heapOf);
  console.info(
    `Heap at most, in MiB, by quarters: ${quarters.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')}`,
  );
  expect(quarters[3]! - quarters[1]!).toBeLessThan(MAX_HEAP_GROWTH);
});
