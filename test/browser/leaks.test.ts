import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { directoryFromFiles, imageDatasetFromDirectory } from '../../src/index.ts';
import { leasePool, type PoolLease } from '../../src/pool/shared-pool.ts';
import InlineWorker from '../../workers/decode.worker.ts?worker&inline';
import { numberedBmp } from '../numbered-bmp.ts';
import { browserMemory, memoryTest } from './drawn-by-lot.ts';
import { engines, useBackend, ways } from './engines.ts';
import { watchBuffers } from './gpu-buffers.ts';
import { planned } from './requests.ts';
import { numberedDirectory } from './tiny-pictures.ts';
import { watchWorkers } from './watched-workers.ts';

/** Everything that could grow: tensors, bytes in tfjs, GPU buffers of ours, workers. */
interface Footprint {
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly gpuBytes: number;
  readonly buffers: number;
  readonly workers: number;
}

const workers = watchWorkers();
let buffers: ReadonlySet<GPUBuffer> = new Set();
let lease: PoolLease;

beforeAll(async () => {
  await useBackend();
  lease = leasePool(workers.worker, 1);
  // The worker that the tests are to find running, before and after.
  const opened = await lease.pool.open(
    { path: 'a.bmp', file: new File([numberedBmp(1)], 'a.bmp') },
    planned,
    new AbortController().signal,
  );
  opened.close();
  if (engines.includes('webgpu')) buffers = watchBuffers((tf.backend() as unknown as { device: GPUDevice }).device);
});

async function footprint(): Promise<Footprint> {
  await flush();
  const memory = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
  return {
    tensors: memory.numTensors,
    tensorBytes: memory.numBytes,
    gpuBytes: memory.numBytesInGPU,
    buffers: buffers.size,
    workers: workers.alive.size,
  };
}

/** Has tfjs do what it does late. */
async function flush(): Promise<void> {
  // tfjs submits late and frees staging memory after that; reading something back makes it do both.
  const large = tf.tensor(new Float32Array(10_000));
  const sum = large.add(1);
  await sum.data();
  tf.dispose([large, sum]);
}

describe.each(ways)('on engine %s, decode %s', (engine, decode) => {
  const common = { imageSize: 16, batchSize: 4, seed: 1, workers: 1, worker: workers.worker, verbose: false } as const;
  const options = { ...common, engine, decode } as const;

  test('20 epochs leave nothing behind', async () => {
    const dataset = await imageDatasetFromDirectory(numberedDirectory(10, 20, 20), options);
    const epoch = () => dataset.forEachAsync(({ xs }) => tf.dispose(xs.mean()));
    await epoch();
    const before = await footprint();
    for (let turn = 0; turn < 20; turn++) await epoch();
    await expect.poll(footprint).toEqual(before);
    dataset.dispose();
  });

  test('an early stop leaves nothing behind', async () => {
    const before = await footprint();
    const dataset = await imageDatasetFromDirectory(numberedDirectory(40, 20, 20), options);
    for (let turn = 0; turn < 3; turn++) await dataset.take(1).forEachAsync(() => {});
    for await (const { xs, ys } of dataset.batches()) {
      tf.dispose([xs, ys!]);
      break;
    }
    // take() tells nobody that it stopped: until dispose or 30 s later the arena stays.
    expect(tf.memory().numTensors).toBe(before.tensors);
    dataset.dispose();
    await expect.poll(footprint).toEqual(before);
  });

  test('an error leaves nothing behind', async () => {
    const before = await footprint();
    const files = Array.from({ length: 20 }, (_, number) => {
      const path = `a/${number}.bmp`;
      return { path, file: new File([number === 5 ? 'no picture' : numberedBmp(number, 20, 20)], path) };
    });
    const dataset = await imageDatasetFromDirectory(directoryFromFiles(files), { ...options, shuffle: false });
    await expect(dataset.forEachAsync(() => {})).rejects.toMatchObject({ tag: 'decode', path: 'a/5.bmp' });
    dataset.dispose();
    await expect.poll(footprint).toEqual(before);
  });

  test('an abort in the middle of a batch leaves nothing behind', async () => {
    const before = await footprint();
    const abort = new AbortController();
    // The handshake, files that were read, and the first pictures.
    const { worker, alive } = watchWorkers((messages) => {
      if (messages === 4) abort.abort(new Error('enough'));
    });
    const more = { ...options, worker, signal: abort.signal };
    const dataset = await imageDatasetFromDirectory(numberedDirectory(60, 200, 200), more);
    await expect(dataset.forEachAsync(() => {})).rejects.toThrow('enough');
    dataset.dispose();
    expect(alive.size).toBe(0);
    await expect.poll(footprint).toEqual(before);
  });
});

test('the last dispose ends the workers', async () => {
  const dataset = await imageDatasetFromDirectory(numberedDirectory(4), {
    batchSize: 2,
    worker: workers.worker,
    verbose: false,
  });
  tf.dispose(await dataset.toArray());
  expect(workers.alive.size).toBeGreaterThan(0);
  lease.release();
  expect(workers.alive.size).toBeGreaterThan(0);
  dataset.dispose();
  expect(workers.alive.size).toBe(0);
});

memoryTest('workers of datasets that were disposed of are collected as garbage', async () => {
  const started: WeakRef<Worker>[] = [];
  const worker = (): Worker => {
    const one = new InlineWorker();
    started.push(new WeakRef(one));
    return one;
  };
  for (let dataset = 0; dataset < 5; dataset++) {
    const made = await imageDatasetFromDirectory(numberedDirectory(2), { worker, verbose: false, imageSize: 2 });
    await made.forEachAsync(({ xs, ys }) => tf.dispose([xs, ys]));
    made.dispose();
  }
  await expect
    .poll(async () => {
      await browserMemory();
      return started.filter((one) => one.deref()).length;
    })
    .toBe(0);
  expect(started).toHaveLength(5);
});

// Chromium kept them until a collection of garbage that did not come: its page process had 900 MB after 6,000 photographs.
memoryTest('files that workers are done with give their memory back at once', async () => {
  const held = async (): Promise<number> => (await browserMemory())!.processBytes;
  const { pool, release } = leasePool(workers.worker, 1);
  const file = new File([numberedBmp(1, 1000, 700)], 'a.bmp');
  const { signal } = new AbortController();
  const read = async (files: number): Promise<void> => {
    for (let number = 0; number < files; number++) {
      (await pool.open({ path: 'a.bmp', file }, planned, signal)).close();
    }
  };
  await read(10);
  const before = await held();
  await read(100);
  // Workers take messages in turn: all but the last one have been closed.
  expect((await held()) - before).toBeLessThan(20 * file.size);
  release();
});
