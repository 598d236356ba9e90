import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import { gpuTest } from './abilities.ts';
import { engines, useBackend } from './engines.ts';
import { watchBuffers } from './gpu-buffers.ts';
import { NOTHING_HELD, watchBudgets } from './held-bytes.ts';
import { numberedDirectory } from './tiny-pictures.ts';
import { type WatchedWorkers, watchWorkers } from './watched-workers.ts';

const reason = new Error('enough');
const heldBytes = watchBudgets();
const unhandled: unknown[] = [];
let device: GPUDevice | undefined;
let buffers: ReadonlySet<GPUBuffer> = new Set();

beforeAll(async () => {
  await useBackend();
  addEventListener('unhandledrejection', (event) => unhandled.push(event.reason));
  if (!engines.includes('webgpu')) return;
  device = (tf.backend() as unknown as { device: GPUDevice }).device;
  buffers = watchBuffers(device);
});

afterEach(async () => {
  await expect.poll(heldBytes).toEqual(NOTHING_HELD);
  expect([tf.memory().numTensors, buffers.size, unhandled]).toEqual([0, 0, []]);
});

afterAll(() => vi.restoreAllMocks());

const options = { verbose: false, imageSize: 8, batchSize: 8, workers: 1, seed: 1 } as const;

/** Pulls an iterator until it rejects, and tells with what. */
async function endOf(iterator: { next(): Promise<{ value?: unknown; done?: boolean }> }): Promise<unknown> {
  for (;;) {
    try {
      const { value, done } = await iterator.next();
      if (done) return 'the end';
      tf.dispose(value as tf.TensorContainer);
    } catch (error) {
      return error;
    }
  }
}

/** One that is starting ends at once, too. */
function expectNone(alive: ReadonlySet<Worker>): void {
  expect(alive.size).toBe(0);
}

/** Three iterators at once end with the reason, and nothing is left over. */
async function expectAllEnd(
  { worker, alive }: WatchedWorkers,
  abort: AbortController,
  more: ImageDatasetOptions,
): Promise<void> {
  const dataset = await imageDatasetFromDirectory(numberedDirectory(80, 120, 80), {
    ...options,
    ...more,
    subset: null,
    signal: abort.signal,
    worker,
  });
  const iterators = await Promise.all([dataset.iterator(), dataset.iterator(), dataset.iterator()]);
  expect(await Promise.all(iterators.map(endOf))).toEqual([reason, reason, reason]);
  expect(await Promise.all(iterators.map(endOf))).toEqual([reason, reason, reason]);
  expect(await endOf(dataset.batches())).toBe(reason);
  dataset.dispose();
  expectNone(alive);
}

/**
 * At which message of the workers it is aborted, the handshake being the first, and under which options. They read at most 32 files
 * and decode 16 before they answer, so three epochs of 80 take 24 at least, or a third of it where one finds in its cache what another
 * one has made.
 */
const STAGES: readonly (readonly [string, number, ImageDatasetOptions])[] = [
  ['while the workers start', 0, {}],
  ['at the handshake', 1, {}],
  ['while files are read', 2, {}],
  ['while pictures are decoded', 6, {}],
  ['after the first batches', 16, {}],
  ['while pictures wait for memory', 6, { maxBytesInFlight: 1 }],
  ['while a cache is filled', 8, { cache: 'memory' }],
  ['while the browser is probed', 1, { decode: 'browser' }],
  ['while the browser decodes', 6, { decode: 'browser' }],
];

describe.each(engines)('an abort on engine %s', (engine) => {
  test('before the first batch has nothing read', async () => {
    const abort = new AbortController();
    let messages = 0;
    const { worker, alive } = watchWorkers((count) => {
      messages = count;
    });
    const more = { engine, signal: abort.signal, worker } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(4), { ...options, ...more });
    const iterator = await dataset.iterator();
    abort.abort(reason);
    expect(await endOf(iterator)).toBe(reason);
    // That it is there.
    expect(messages).toBeLessThanOrEqual(1);
    dataset.dispose();
    expect(alive.size).toBe(0);
    await expect(imageDatasetFromDirectory(numberedDirectory(4), { ...options, ...more })).rejects.toBe(reason);
  });

  test.each(STAGES)('%s ends all iterators with its reason, and leaves nothing behind', async (_, message, more) => {
    const abort = new AbortController();
    const workers = watchWorkers((messages) => {
      if (messages === message) abort.abort(reason);
    });
    await expectAllEnd(workers, abort, { ...more, engine });
  });

  // It waited for the answer, for ever.
  test.each([
    ['open', 'exact'],
    ['prepare', 'exact'],
    ['probe', 'browser'],
  ] as const)('does not wait for a worker that never answers to %s', async (call, decode) => {
    const abort = new AbortController();
    const watched = watchWorkers();
    const worker = (): Worker => {
      const made = watched.worker();
      const post = made.postMessage.bind(made);
      made.postMessage = (message: { readonly path?: readonly string[] }, ...rest: unknown[]): void => {
        if (message.path?.[0] === call) setTimeout(() => abort.abort(reason));
        else (post as (...all: unknown[]) => void)(message, ...rest);
      };
      return made;
    };
    await expectAllEnd({ ...watched, worker }, abort, { engine, decode });
  });

  test('while a later epoch comes from the cache leaves nothing behind', async () => {
    const abort = new AbortController();
    const { worker, alive } = watchWorkers();
    const more = { engine, cache: 'memory', signal: abort.signal, worker } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(40), { ...options, ...more });
    await dataset.forEachAsync(() => {});
    const iterator = await dataset.iterator();
    tf.dispose((await iterator.next()).value);
    const pending = endOf(iterator);
    abort.abort(reason);
    expect(await pending).toBe(reason);
    dataset.dispose();
    expectNone(alive);
  });

  test('of one dataset leaves another one on the same workers alone', async () => {
    const abort = new AbortController();
    const { worker, alive } = watchWorkers((messages) => {
      if (messages === 5) abort.abort(reason);
    });
    const [aborted, other] = await Promise.all(
      [abort.signal, undefined].map((signal) =>
        imageDatasetFromDirectory(numberedDirectory(40, 50, 50), { ...options, engine, worker, signal }),
      ),
    );
    let rows = 0;
    const [end] = await Promise.all([
      aborted!.iterator().then(endOf),
      other!.forEachAsync(({ ys }) => {
        rows += ys.size;
      }),
    ]);
    expect([end, rows]).toEqual([reason, 40]);
    aborted!.dispose();
    expect(alive.size).toBeGreaterThan(0);
    other!.dispose();
    expectNone(alive);
  });

  test('dispose while the first batch is made lets everything go', async () => {
    let dispose = (): void => {};
    const { worker, alive } = watchWorkers((messages) => {
      if (messages === 3) dispose();
    });
    const dataset = await imageDatasetFromDirectory(numberedDirectory(40, 50, 50), { ...options, engine, worker });
    dispose = () => dataset.dispose();
    const iterator = await dataset.iterator();
    for (let turn = 0; turn < 2; turn++) expect(await endOf(iterator)).toMatchObject({ name: 'AbortError' });
    // A second time it does nothing.
    dataset.dispose();
    expectNone(alive);
  });

  test('a loop over batches() that is left lets go of its bytes at once, and workers serve the next one', async () => {
    const { worker, alive } = watchWorkers();
    const dataset = await imageDatasetFromDirectory(numberedDirectory(40, 50, 50), { ...options, engine, worker });
    for (let turn = 0; turn < 3; turn++) {
      for await (const { xs, ys } of dataset.batches()) {
        tf.dispose([xs, ys]);
        break;
      }
      await expect.poll(heldBytes).toEqual(NOTHING_HELD);
    }
    expect(alive.size).toBe(1);
    dataset.dispose();
    expectNone(alive);
  });
});

test('an abort while tfjs gets ready rejects at once', async () => {
  let finish = (_: tf.KernelBackend): void => {};
  tf.registerBackend('late', () => new Promise((resolve) => (finish = resolve)));
  const setting = tf.setBackend('late');
  const abort = new AbortController();
  const dataset = await imageDatasetFromDirectory(numberedDirectory(4, 5, 5), { ...options, signal: abort.signal });
  const pending = [endOf(await dataset.iterator()), dataset.verify()];
  abort.abort(reason);
  expect((await Promise.allSettled(pending)).map((end) => ('reason' in end ? end.reason : end.value))).toEqual([
    reason,
    reason,
  ]);
  dataset.dispose();
  finish({ dispose: () => {} } as tf.KernelBackend);
  await setting;
  await useBackend();
  tf.removeBackend('late');
});

gpuTest('an abort while the GPU works ends all iterators with its reason, and leaves nothing behind', async () => {
  const abort = new AbortController();
  const submit = vi.spyOn(device!.queue, 'submit');
  submit.mockImplementation((commands) => {
    GPUQueue.prototype.submit.call(device!.queue, commands);
    abort.abort(reason);
  });
  await expectAllEnd(watchWorkers(), abort, { engine: 'webgpu' });
  expect(submit).toHaveBeenCalled();
  submit.mockRestore();
});

test('an abort during the walk rejects with its reason', async () => {
  const abort = new AbortController();
  const onProgress = vi.fn(() => abort.abort(reason));
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('walk-that-is-aborted', { create: true });
  await folder.getDirectoryHandle('a', { create: true });
  await expect(imageDatasetFromDirectory(folder, { ...options, signal: abort.signal, onProgress })).rejects.toBe(
    reason,
  );
  expect(onProgress).toHaveBeenCalled();
  await root.removeEntry('walk-that-is-aborted', { recursive: true });
});
