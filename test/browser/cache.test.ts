import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { diskTest, gpuTest, hasWebGpu } from './abilities.ts';
import { clearDisk } from './cache-folder.ts';
import { opfsFolder } from './directory-opfs.ts';
import { engines, useBackend, withCoefficients } from './engines.ts';
import { goldenDirectory } from './golden-pictures.ts';
import { largestDifference } from './largest-difference.ts';
import { numberedDirectory, numberOf } from './tiny-pictures.ts';

beforeAll(useBackend);
beforeEach(clearDisk);

afterEach(() => {
  expect(tf.memory().numTensors).toBe(0);
});

const options = { labels: null, verbose: false, shuffle: false, imageSize: 2, batchSize: 4 } as const;

/** The numbers of the pictures in an epoch, and all of its values. */
async function epochOf(dataset: tf.data.Dataset<tf.Tensor>): Promise<{ numbers: number[]; values: number[] }> {
  const numbers: number[] = [];
  const values: number[] = [];
  for (const images of await dataset.toArray()) {
    const pixels = await images.data();
    values.push(...pixels);
    for (let at = 0; at < pixels.length; at += 12) numbers.push(numberOf(pixels.subarray(at, at + 3)));
    images.dispose();
  }
  return { numbers, values };
}

const places = engines.flatMap((engine) => [
  { engine, cache: 'memory', bytesForSome: 100 } as const,
  { engine, cache: 'disk', bytesForSome: 5000 / (engine === 'cpu' ? 20 : 1) } as const,
]);

describe.each(places)('on engine $engine, in $cache', ({ engine, cache, bytesForSome }) => {
  const cacheTest = cache === 'disk' ? diskTest : test;
  const open = (count: number, more: ImageDatasetOptions = {}) =>
    imageDatasetFromDirectory(numberedDirectory(count, 5, 3), { ...options, engine, cache, ...more } as typeof options);

  cacheTest('later epochs have the same pictures, and decode none', async () => {
    const dataset = await open(10);
    const first = await epochOf(dataset);
    expect(dataset.report.cache).toMatchObject({ pictures: 10, hits: 0, leftOut: 0 });
    expect(await epochOf(dataset)).toEqual(first);
    expect(await epochOf(dataset)).toEqual(first);
    expect(dataset.report).toMatchObject({ cache: { pictures: 10, hits: 20 }, timings: { pictures: 10 } });
    dataset.dispose();
    expect(dataset.report.cache).toMatchObject({ pictures: 0, bytes: 0 });
  });

  cacheTest('the order of each epoch is its own', async () => {
    const [cached, plain] = await Promise.all(
      ([cache, false] as const).map((choice) => open(20, { shuffle: true, seed: 3, cache: choice })),
    );
    for (let epoch = 0; epoch < 3; epoch++) expect(await epochOf(cached!)).toEqual(await epochOf(plain!));
    expect(cached!.report.cache?.hits).toBe(40);
    for (const dataset of [cached!, plain!]) dataset.dispose();
  });

  cacheTest('what has no room is decoded again, and counted', async () => {
    const dataset = await open(10, { cacheBytes: bytesForSome });
    const first = await epochOf(dataset);
    const { pictures, bytes } = dataset.report.cache!;
    expect(pictures).toBeGreaterThan(0);
    expect(pictures).toBeLessThan(10);
    expect(bytes).toBeLessThanOrEqual(bytesForSome);
    expect(await epochOf(dataset)).toEqual(first);
    expect(dataset.report.cache).toEqual({
      where: cache,
      pictures,
      bytes,
      hits: pictures,
      leftOut: 10 - pictures,
      problem: null,
    });
    dataset.dispose();
  });

  cacheTest('a file that has changed is decoded again', async () => {
    const folder = await opfsFolder([]);
    const handle = await folder.getFileHandle('a.bmp', { create: true });
    const write = async (number: number, width: number): Promise<void> => {
      const writable = await handle.createWritable();
      await writable.write(numberedBmp(number, width));
      await writable.close();
    };
    await write(1, 1);
    const dataset = await imageDatasetFromDirectory(folder, { ...options, engine, cache });
    expect((await epochOf(dataset)).numbers).toEqual([1]);
    await write(2, 3);
    expect((await epochOf(dataset)).numbers).toEqual([2]);
    expect((await epochOf(dataset)).numbers).toEqual([2]);
    expect(dataset.report.cache).toMatchObject({ pictures: 1, hits: 1 });
    dataset.dispose();
  });
});

const photographs = ['jpeg/baseline-420.jpg', 'jpeg/gray.jpg', 'jpeg/progressive.jpg', 'png/rgb-landscape.png'];

async function comeBack(engine: 'cpu' | 'webgpu', cache: 'memory' | 'disk'): Promise<void> {
  const directory = await goldenDirectory(photographs);
  const common = { ...options, engine, imageSize: [31, 45] } as const;
  const dataset = await imageDatasetFromDirectory(directory, { ...common, cache });
  const plain = await imageDatasetFromDirectory(directory, common);
  const right = await epochOf(plain);
  for (let epoch = 0; epoch < 3; epoch++) {
    expect(largestDifference((await epochOf(dataset)).values, right.values)).toBe(0);
  }
  expect(dataset.report.cache).toMatchObject({ pictures: photographs.length, hits: 2 * photographs.length });
  for (const opened of [dataset, plain]) opened.dispose();
}

describe.each(['memory', 'disk'] as const)('photographs come back from %s as they were', (cache) => {
  const needsDisk = cache === 'disk' ? diskTest : test;
  needsDisk.each(engines)('on engine %s', (engine) => comeBack(engine, cache));
  const needsGpu = hasWebGpu ? needsDisk : gpuTest;
  needsGpu('on a GPU that is handed coefficients', () => withCoefficients(() => comeBack('webgpu', cache)));
});
