import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { version } from '../../package.json';
import { directoryFromFiles, type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import InlineWorker from '../../workers/decode.worker.ts?worker&inline';
import { numberedBmp } from '../numbered-bmp.ts';
import { diskTest } from './abilities.ts';
import { clearDisk, FOLDER, holdFile, storeFolder, stores, untilLetGo } from './cache-folder.ts';
import { opfsFolder } from './directory-opfs.ts';
import { engines, useBackend } from './engines.ts';
import { hangingWorkers } from './hanging-workers.ts';
import { numberOf } from './tiny-pictures.ts';
import { kill, watchWorkers } from './watched-workers.ts';

beforeAll(useBackend);
beforeEach(clearDisk);

afterEach(() => {
  expect(tf.memory().numTensors).toBe(0);
});

/** A visit's files: pictures of these numbers, in two classes, whose names, sizes and times say nothing about them. */
const filesOf = (...numbers: readonly number[]) =>
  directoryFromFiles(
    numbers.map((number, index) => {
      const path = `${index < numbers.length / 2 ? 'a' : 'b'}/${index}.bmp`;
      return { path, file: new File([numberedBmp(number, 5, 3)], path, { lastModified: 1 }) };
    }),
  );

const tenNumbers = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;
const options = { verbose: false, shuffle: false, imageSize: 2, batchSize: 4, cache: 'disk', workers: 1 } as const;

describe.each(engines)('on engine %s', (engine) => {
  const visit = async (numbers: readonly number[], more: ImageDatasetOptions = {}) => {
    const dataset = await imageDatasetFromDirectory(filesOf(...numbers), {
      ...options,
      engine,
      ...more,
    } as typeof options);
    onTestFinished(() => dataset.dispose());
    const epoch = async (): Promise<number[]> => {
      const numbers: number[] = [];
      for await (const { xs, ys, indices } of dataset.batches()) {
        const pixels = await xs.data();
        const rows = Array.from(indices, (_, row) => numberOf(pixels.subarray(row * 12)));
        numbers.push(...rows);
        expect([...(await ys!.data())]).toEqual(Array.from(indices, (index) => dataset.labels![index]));
        tf.dispose([xs, ys!]);
      }
      return numbers;
    };
    return { dataset, epoch };
  };

  diskTest('a later visit finds the pictures, reads each file once, and decodes none', async () => {
    const first = await visit(tenNumbers);
    expect(await first.epoch()).toEqual(tenNumbers);
    first.dataset.dispose();
    const { dataset, epoch } = await visit(tenNumbers);
    expect(await epoch()).toEqual(tenNumbers);
    expect(dataset.report).toMatchObject({
      timings: { pictures: 0 },
      cache: { pictures: 10, hits: 10, problem: null },
    });
    expect(await epoch()).toEqual(tenNumbers);
    expect(dataset.report).toMatchObject({ timings: { pictures: 0 }, cache: { pictures: 10, hits: 20 } });
  });

  diskTest('files of the same paths, sizes and times are not taken for those of an earlier visit', async () => {
    const others = tenNumbers.map((number) => (number % 2 === 0 ? number : number + 100));
    const first = await visit(tenNumbers);
    await first.epoch();
    first.dataset.dispose();
    const { dataset, epoch } = await visit(others);
    expect(await epoch()).toEqual(others);
    expect(dataset.report).toMatchObject({ timings: { pictures: 5 }, cache: { pictures: 10, hits: 5 } });
    expect(await epoch()).toEqual(others);
  });

  diskTest('two datasets at once whose files look the same keep their own pictures', async () => {
    const others = tenNumbers.map((number) => number + 100);
    const [one, other] = [await visit(tenNumbers), await visit(others)];
    for (let turn = 0; turn < 3; turn++) {
      expect(await one.epoch()).toEqual(tenNumbers);
      expect(await other.epoch()).toEqual(others);
    }
    expect(await stores()).toHaveLength(1);
    expect([one, other].map(({ dataset }) => dataset.report.timings.pictures)).toEqual([10, 10]);
  });

  diskTest('training and validation have one store, which the last one closes', async () => {
    const split = { validationSplit: 0.4, subset: 'both', seed: 3, shuffle: true, labels: null } as const;
    const [training, validation] = await imageDatasetFromDirectory(filesOf(...tenNumbers), {
      ...options,
      engine,
      ...split,
    });
    onTestFinished(() => validation.dispose());
    const epoch = async (dataset: typeof training) => tf.dispose(await dataset.toArray());
    for (const dataset of [training, validation, training, validation]) await epoch(dataset);
    expect(await stores()).toHaveLength(1);
    training.dispose();
    await epoch(validation);
    expect(training.report.cache).toMatchObject({ pictures: 0, hits: 6 });
    expect(validation.report.cache).toMatchObject({ pictures: 4, hits: 8, problem: null });
  });

  diskTest.each(['pictures.bin', 'index.jsonl'])(
    'a %s that is torn, or garbage, costs pictures, and changes none',
    async (name) => {
      const damages = [
        (bytes: Uint8Array<ArrayBuffer>) => bytes.subarray(0, bytes.length / 2),
        (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at > 300 ? byte ^ (at % 7) : byte)),
        () => new Uint8Array(),
      ];
      for (const damage of damages) {
        const before = await visit(tenNumbers);
        await before.epoch();
        before.dataset.dispose();
        const handle = await (await storeFolder()).getFileHandle(name);
        await replace(handle, damage);
        const { dataset, epoch } = await visit(tenNumbers);
        expect(await epoch()).toEqual(tenNumbers);
        expect(dataset.report.timings.pictures).toBeGreaterThan(0);
        expect(await epoch()).toEqual(tenNumbers);
        expect(dataset.report.cache).toMatchObject({ pictures: 10, problem: null });
        dataset.dispose();
      }
    },
  );

  diskTest(
    'while somebody else has the store an epoch decodes, the report says why, and the next one tries again',
    async () => {
      const first = await visit(tenNumbers);
      await first.epoch();
      first.dataset.dispose();
      const letGo = await holdFile(await (await storeFolder()).getFileHandle('pictures.bin'));
      onTestFinished(letGo);
      const { dataset, epoch } = await visit(tenNumbers);
      expect(await epoch()).toEqual(tenNumbers);
      const problem = 'Images are not kept on disk: another page uses the same cache.';
      expect(dataset.report.cache).toEqual({ where: 'disk', pictures: 0, bytes: 0, hits: 0, leftOut: 0, problem });
      letGo();
      expect(await epoch()).toEqual(tenNumbers);
      expect(dataset.report.cache).toMatchObject({ pictures: 10, problem: null });
    },
  );

  diskTest('an epoch goes on when the worker of the store dies, and the next one has a new one', async () => {
    const workers: Worker[] = [];
    const worker = () => {
      workers.push(new InlineWorker());
      return workers.at(-1)!;
    };
    const { dataset, epoch } = await visit(tenNumbers, { worker });
    expect(await epoch()).toEqual(tenNumbers);
    const lost = epoch();
    // The store's worker is the first one: pictures are looked for before any is decoded.
    workers[0]!.dispatchEvent(new ErrorEvent('error', { message: 'it is gone' }));
    expect(await lost).toEqual(tenNumbers);
    expect(await epoch()).toEqual(tenNumbers);
    expect(dataset.report.cache).toMatchObject({ pictures: 10, problem: null });
  });

  // It was waited for, for ever.
  diskTest.each(['openStore', 'writePicture', 'readPictures', 'closeStore'])(
    'an epoch goes on without the store where the disk does not answer to %s',
    async (call) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      const { worker, started, hung } = hangingWorkers(call);
      // After the dataset is disposed of: those that hang have the files, and the next test would wait for them.
      onTestFinished(() => {
        for (const made of started) kill(made);
      });
      const first = await visit(tenNumbers, { worker });
      if (call !== 'openStore') expect(await first.epoch()).toEqual(tenNumbers);
      if (call === 'closeStore') first.dataset.dispose();
      const { dataset, epoch } = call === 'closeStore' ? await visit(tenNumbers, { worker }) : first;
      const going = epoch();
      await hung(1);
      // Those that only read wait for their turn.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await going).toEqual(tenNumbers);
      const silent = { hits: 0, problem: expect.stringContaining('did not answer for 60 s') };
      if (call !== 'closeStore') expect(dataset.report.cache).toMatchObject(silent);
      else {
        vi.useRealTimers();
        // The files of a worker that was ended are let go a moment later; each epoch tries.
        await expect
          .poll(async () => ({ numbers: await epoch(), problem: dataset.report.cache?.problem }))
          .toEqual({ numbers: tenNumbers, problem: null });
      }
    },
  );

  diskTest('a store that is lost again and again is not opened any more', async () => {
    const { worker, alive } = watchWorkers();
    const { dataset, epoch } = await visit(tenNumbers, { worker });
    for (let losses = 0; losses < 3; losses++) {
      expect(await epoch()).toEqual(tenNumbers);
      // The first one decodes; that of the store was started after it, or after the last one was lost.
      kill([...alive].at(-1)!);
      await untilLetGo();
    }
    expect(await epoch()).toEqual(tenNumbers);
    expect(alive.size).toBe(1);
    expect(dataset.report.cache?.problem).toContain('was lost');
  });

  test.each(['dispose', 'abort'] as const)('%s in the middle of an epoch lets files and workers go', async (how) => {
    const abort = new AbortController();
    const running = new Set<Worker>();
    const worker = () => {
      const started = new InlineWorker();
      const end = started.terminate.bind(started);
      running.add(started);
      started.terminate = () => {
        running.delete(started);
        end();
      };
      return started;
    };
    const { dataset } = await visit(tenNumbers, { worker, signal: abort.signal });
    const iteration = dataset.batches();
    const { value } = await iteration.next();
    tf.dispose([value!.xs, value!.ys!]);
    if (how === 'abort') abort.abort(new Error('enough'));
    else dataset.dispose();
    await expect(iteration.next()).rejects.toThrow();
    await expect(clearDisk()).resolves.toBeUndefined();
    dataset.dispose();
    await expect.poll(() => running.size).toBe(0);
  });

  diskTest('is no class where a dataset is made of the whole origin private file system', async () => {
    const { epoch } = await visit(tenNumbers);
    await epoch();
    const cats = await opfsFolder(['1.bmp']);
    const root = await navigator.storage.getDirectory();
    const { classNames } = await imageDatasetFromDirectory(root, { verbose: false });
    expect(await stores()).toHaveLength(1);
    expect(classNames).toContain(cats.name);
    expect(classNames).not.toContain(FOLDER);
  });

  diskTest('stores of other versions go, and the oldest ones that do not fit', async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    const names = ['0.0.0-a', `${version}-old`, `${version}-young`];
    for (const name of names) {
      const store = await folder.getDirectoryHandle(name, { create: true });
      await replace(await store.getFileHandle('pictures.bin', { create: true }), () => new Uint8Array(6000));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { epoch } = await visit(tenNumbers, { cacheBytes: 10_000 });
    await epoch();
    const left = (await stores()).map(({ name }) => name);
    expect(left).toHaveLength(2);
    expect(left).toContain(names[2]);
  });
});

// Each picture was admitted with the few bytes that the store had for it, and decoded under that.
diskTest('what is decoded because the worker of the store has died stays within its bytes', async () => {
  const { worker, alive } = watchWorkers();
  // Of the eight pictures that are made ahead it has room for two.
  const maxBytesInFlight = 40_000;
  const files = Array.from({ length: 60 }, (_, number) => {
    const path = `${number}.bmp`;
    return { path, file: new File([numberedBmp(number, 50, 40)], path) };
  });
  const more = { labels: null, maxBytesInFlight, worker, engine: 'cpu' } as const;
  const dataset = await imageDatasetFromDirectory(directoryFromFiles(files), { ...options, ...more });
  onTestFinished(() => dataset.dispose());
  tf.dispose(await dataset.toArray());
  expect(dataset.report.cache).toMatchObject({ pictures: 60 });
  let batches = 0;
  for await (const { xs } of dataset.batches()) {
    tf.dispose(xs);
    if (batches++ > 0) continue;
    // Those that are read when it dies are decoded at once: later ones, which are there, wait for them and hold bytes.
    await expect.poll(() => dataset.report.cache?.hits).toBe(4 + 8);
    // The first one decodes, the other one is the store's.
    kill([...alive].at(-1)!);
  }
  expect(dataset.report.timings.pictures).toBeGreaterThan(60);
  expect(dataset.report.peakBytesInFlight).toBeLessThanOrEqual(maxBytesInFlight);
});

async function keepsBytes(cache: 'memory' | 'disk'): Promise<void> {
  const bytesOf = async (imageSize: number): Promise<number> => {
    const gray = new Uint8Array(numberedBmp(0, 8, 8)).map((byte, at) => (at < 54 ? byte : (at * 37) % 256));
    const directory = directoryFromFiles([{ path: 'a.bmp', file: new File([gray], 'a.bmp') }]);
    const common = { ...options, labels: null, engine: 'cpu', imageSize } as const;
    const dataset = await imageDatasetFromDirectory(directory, { ...common, cache });
    const plain = await imageDatasetFromDirectory(directory, { ...common, cache: false });
    const [kept, again, right] = [await dataset.toArray(), await dataset.toArray(), await plain.toArray()];
    for (const made of [kept, again]) expect(await made[0]!.data()).toEqual(await right[0]!.data());
    const { bytes } = dataset.report.cache!;
    tf.dispose([kept, again, right]);
    dataset.dispose();
    plain.dispose();
    return bytes;
  };
  const formBytes = cache === 'disk' ? '{"kind":"resampled","data":{"array":["Uint8Array",0,192]}}'.length : 0;
  expect(await bytesOf(8)).toBe(192 + formBytes);
  expect(await bytesOf(7)).toBeGreaterThanOrEqual(4 * 7 * 7 * 3);
}

test('in memory pictures are kept as bytes where that is exact', () => keepsBytes('memory'));
diskTest('on disk pictures are kept as bytes where that is exact', () => keepsBytes('disk'));

/** Overwrites a file, which nobody may have open, as soon as it is let go. */
async function replace(
  handle: FileSystemFileHandle,
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<void> {
  const changed = change(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
  await expect
    .poll(async () => {
      const writable = await handle.createWritable();
      await writable.write(changed);
      await writable.close();
      return true;
    })
    .toBe(true);
}
