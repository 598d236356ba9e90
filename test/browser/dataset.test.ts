import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { planEpoch } from '../../src/catalog/epoch-order.ts';
import { directoryFromFiles, imageDatasetFromDirectory } from '../../src/index.ts';
import { leasePool, type PoolLease } from '../../src/pool/shared-pool.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { engines, useBackend } from './engines.ts';
import { numberedDirectory, numberOf } from './tiny-pictures.ts';
import { watchWorkers } from './watched-workers.ts';

let lease: PoolLease;

beforeAll(async () => {
  await useBackend();
  // Keeps the workers alive between tests.
  lease = leasePool(undefined, 1);
});

afterEach(() => {
  expect(tf.memory().numTensors).toBe(0);
});

afterAll(() => lease.release());

const quiet = { verbose: false, imageSize: 2, shuffle: false, workers: 1 } as const;

/** Takes what a promise rejects with. */
const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: Error) => error,
  );

describe.each(engines)('on engine %s', (engine) => {
  test.each([
    ['int', 'channelsLast', 2, [2, 4, 5, 3], [2], 'int32'],
    ['categorical', 'channelsLast', 2, [2, 4, 5, 3], [2, 2], 'float32'],
    ['binary', 'channelsFirst', 2, [2, 3, 4, 5], [2, 1], 'float32'],
    ['int', 'channelsLast', null, [4, 5, 3], [], 'int32'],
    ['categorical', 'channelsFirst', null, [3, 4, 5], [2], 'float32'],
    ['binary', 'channels_last', null, [4, 5, 3], [1], 'float32'],
  ] as const)('labelMode %s, %s, batchSize %s', async (labelMode, dataFormat, batchSize, xsShape, ysShape, dtype) => {
    const options = { ...quiet, engine, labelMode, dataFormat, batchSize, imageSize: [4, 5] } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(5), options);
    expect(dataset.size).toBe(batchSize === null ? 5 : 3);
    const elements = await dataset.toArray();
    expect(elements).toHaveLength(dataset.size);
    expect(elements[0]!.xs.shape).toEqual(xsShape);
    expect(elements[0]!.xs.dtype).toBe('float32');
    expect(elements[0]!.ys.shape).toEqual(ysShape);
    expect(elements[0]!.ys.dtype).toBe(dtype);
    if (batchSize !== null) expect(elements.at(-1)!.xs.shape[0]).toBe(1);
    tf.dispose(elements);
    dataset.dispose();
  });

  test('labels say which class a picture is of', async () => {
    const labelsOf = async (options: object) => {
      const dataset = await imageDatasetFromDirectory(numberedDirectory(3), { ...quiet, engine, ...options });
      const [element] = await dataset.toArray();
      const values = [...(await element!.ys.data())];
      tf.dispose(element!);
      dataset.dispose();
      return values;
    };
    expect(await labelsOf({})).toEqual([0, 0, 1]);
    expect(await labelsOf({ labelDtype: 'float32' })).toEqual([0, 0, 1]);
    expect(await labelsOf({ labelMode: 'binary', labels: [5, 9, 5] })).toEqual([5, 9, 5]);
    expect(await labelsOf({ labelMode: 'categorical', labels: [1, 0, 7] })).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0]);
  });

  test('without labels the elements are images alone', async () => {
    const options = { ...quiet, engine, labels: null } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(3), options);
    const elements: tf.Tensor[] = await dataset.toArray();
    expect(elements.map(({ shape }) => shape)).toEqual([[3, 2, 2, 3]]);
    expect([dataset.labels, dataset.classNames]).toEqual([null, null]);
    tf.dispose(elements);
    dataset.dispose();
  });

  test('tf.data takes, maps, prefetches and iterates it', async () => {
    const dataset = await imageDatasetFromDirectory(numberedDirectory(7), { ...quiet, engine, batchSize: 2 });
    const numbers = dataset.map((element) => {
      const { xs } = element as { xs: tf.Tensor4D };
      return xs.slice([0, 0, 0, 0], [1, 1, 1, 1]).reshape([]);
    });
    const read = async (some: tf.data.Dataset<tf.TensorContainer>) => {
      const scalars = (await some.toArray()) as tf.Tensor[];
      const values = await Promise.all(scalars.map((scalar) => scalar.data()));
      tf.dispose(scalars);
      return values.flatMap((value) => [...value]);
    };
    expect(await read(numbers)).toEqual([0, 2, 4, 6]);
    expect(await read(numbers.take(2))).toEqual([0, 2]);
    expect(await read(numbers.prefetch(4))).toEqual([0, 2, 4, 6]);
    expect(await read(numbers.skip(3))).toEqual([6]);
    let batches = 0;
    // It disposes of every element itself.
    await dataset.forEachAsync(() => void batches++);
    expect(batches).toBe(4);
    dataset.dispose();
  });

  test('a bad file costs its batch, and the error names it', async () => {
    const files = Array.from({ length: 6 }, (_, number) => {
      const path = `a/${number}.bmp`;
      return { path, file: new File([number === 2 ? 'no picture' : numberedBmp(number)], path) };
    });
    const options = { ...quiet, engine, batchSize: 2 } as const;
    const dataset = await imageDatasetFromDirectory(directoryFromFiles(files), options);
    const iterator = await dataset.iterator();
    tf.dispose((await iterator.next()).value);
    expect(await failure(iterator.next())).toMatchObject({ tag: 'decode', path: 'a/2.bmp' });
    const { value } = await iterator.next();
    expect(numberOf(await value.xs.data())).toBe(4);
    tf.dispose(value);
    expect((await iterator.next()).done).toBe(true);
    dataset.dispose();
  });

  test('bad files are skipped when told to, and reported', async () => {
    const strange = ['', '\x00\x05\x16\x07 and more', 'BM but no bitmap', 'plain text'];
    const files = Array.from({ length: 8 }, (_, number) => {
      const path = `a/${number}.bmp`;
      return { path, file: new File([number % 2 === 1 ? strange[number >> 1]! : numberedBmp(number)], path) };
    });
    const options = { ...quiet, engine, batchSize: 3, onError: 'skip' } as const;
    const dataset = await imageDatasetFromDirectory(directoryFromFiles(files), options);
    for (const expected of [
      [['a/0.bmp', 'a/2.bmp', 'a/4.bmp'], ['a/6.bmp']],
      [['a/0.bmp', 'a/2.bmp', 'a/4.bmp'], ['a/6.bmp']],
    ]) {
      const seen: (readonly string[])[] = [];
      for await (const { xs, ys, filePaths } of dataset.batches()) {
        seen.push(filePaths);
        tf.dispose([xs, ys!]);
      }
      expect(seen).toEqual(expected);
    }
    const { skipped } = dataset.report;
    expect(skipped.map(({ path }) => path)).toEqual(['a/1.bmp', 'a/3.bmp', 'a/5.bmp', 'a/7.bmp']);
    expect(skipped.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('it is empty'),
      expect.stringContaining('metadata that macOS puts beside a file'),
      expect.stringContaining('header is broken'),
      expect.stringContaining('no known picture format'),
    ]);
    dataset.dispose();
  });

  test('a worker starts with the dataset; nothing else happens before the first next', async () => {
    const { worker, alive } = watchWorkers();
    const options = { ...quiet, engine, worker, seed: 1, shuffle: true } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(4), options);
    const unused = await dataset.iterator();
    const used = await dataset.iterator();
    expect(alive.size).toBe(1);
    expect(dataset.report.engine).toBeNull();
    const { value: first } = await used.next();
    expect(alive.size).toBe(1);
    expect(dataset.report.engine).toBe(engine);
    const { value: second } = await unused.next();
    // The first epoch belongs to the iterator that was used first, not to the one that was made first.
    const numbersOf = async ({ xs }: { xs: tf.Tensor }) => {
      const pixels = await xs.data();
      return [0, 1, 2, 3].map((row) => numberOf(pixels.slice(12 * row)));
    };
    const planned = [0, 1].map((epoch) => Array.from(planEpoch(4, { seed: 1, batchSize: 32 }, epoch)));
    const expected = planned.map((order) => order.map((position) => Number(dataset.filePaths[position]!.slice(2, 7))));
    expect([await numbersOf(first), await numbersOf(second)]).toEqual(expected);
    expect(expected[0]).not.toEqual(expected[1]);
    tf.dispose([first, second]);
    dataset.dispose();
  });

  test('a directory of which no dataset can be made leaves no worker behind', async () => {
    const { worker, alive } = watchWorkers();
    const making = imageDatasetFromDirectory(numberedDirectory(4), { ...quiet, engine, worker, classNames: ['other'] });
    await expect(making).rejects.toMatchObject({ tag: 'no-images' });
    expect(alive.size).toBe(0);
  });
});

test('the report has the seed of the shuffles, drawn where none was given, which gives their order again', async () => {
  const orderOf = async (seed: number | null) => {
    const options = { ...quiet, labels: null, shuffle: true, seed } as const;
    const dataset = await imageDatasetFromDirectory(numberedDirectory(30), options);
    const order: string[] = [];
    for await (const { xs, filePaths } of dataset.batches()) {
      order.push(...filePaths);
      xs.dispose();
    }
    dataset.dispose();
    return { order, seed: dataset.report.seed! };
  };
  const drawn = await orderOf(null);
  expect(Number.isInteger(drawn.seed)).toBe(true);
  expect(await orderOf(drawn.seed)).toEqual(drawn);
  expect((await orderOf((drawn.seed + 1) % 1_000_000)).order).not.toEqual(drawn.order);
  const unshuffled = await imageDatasetFromDirectory(numberedDirectory(1), { ...quiet, seed: 1 });
  expect(unshuffled.report.seed).toBeNull();
  unshuffled.dispose();
});

test('the report has no classes where there are no labels', async () => {
  for (const [labels, classes] of [
    ['inferred', 2],
    [null, null],
  ] as const) {
    const dataset = await imageDatasetFromDirectory(numberedDirectory(5), { ...quiet, labels, subset: null });
    expect(dataset.report.found).toEqual({ files: 5, classes });
    dataset.dispose();
  }
});

test("engine 'auto' leaves a software GPU alone", async () => {
  const dataset = await imageDatasetFromDirectory(numberedDirectory(1), { ...quiet });
  tf.dispose(await dataset.toArray());
  expect(dataset.report.engine).toBe('cpu');
  dataset.dispose();
});

test("engine 'webgpu' is refused while tfjs runs on another backend", async () => {
  await tf.setBackend('cpu');
  const dataset = await imageDatasetFromDirectory(numberedDirectory(1), { ...quiet, engine: 'webgpu' });
  const iterator = await dataset.iterator();
  expect(await failure(iterator.next())).toMatchObject({ tag: 'gpu', option: 'engine' });
  dataset.dispose();
  await useBackend();
});

test('the directory is not touched when an option is wrong', async () => {
  const handle = await navigator.storage.getDirectory();
  const entries = vi.spyOn(handle, 'entries');
  const wrong = failure(imageDatasetFromDirectory(handle, { batchSize: 0 }));
  expect(await wrong).toMatchObject({ tag: 'invalid-option', option: 'batchSize' });
  expect(entries).not.toHaveBeenCalled();
});
