import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { directoryFromFiles, type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { opfsFolder } from './directory-opfs.ts';
import { useBackend } from './engines.ts';
import { numberedDirectory } from './tiny-pictures.ts';

beforeAll(useBackend);

afterEach(() => {
  vi.restoreAllMocks();
  expect(tf.memory().numTensors).toBe(0);
});

const options = { labels: null, verbose: false, engine: 'cpu', workers: 1, batchSize: 4 } as const;

/** Runs epochs, with a consumer that takes its time, and gives what is said to limit them. */
async function bottleneckOf(
  directory: Parameters<typeof imageDatasetFromDirectory>[0],
  more: Omit<ImageDatasetOptions, 'subset'>,
  { epochs = 1, trainMs = 0, isVerified = false } = {},
): Promise<string | null> {
  const dataset = await imageDatasetFromDirectory(directory, { ...options, ...more });
  if (isVerified) await dataset.verify();
  for (let epoch = 0; epoch < epochs; epoch++) {
    expect(dataset.report.bottleneck === null).toBe(epoch === 0);
    for await (const { xs } of dataset.batches()) {
      if (trainMs > 0) await new Promise((resolve) => setTimeout(resolve, trainMs));
      xs.dispose();
    }
  }
  dataset.dispose();
  return dataset.report.bottleneck;
}

/** Photographs of 3 megapixels that are as hard to decode as can be. */
async function noisyPhotographs(count: number): Promise<ReturnType<typeof directoryFromFiles>> {
  const canvas = new OffscreenCanvas(2000, 1500);
  const context = canvas.getContext('2d')!;
  const noise = context.createImageData(canvas.width, canvas.height);
  let state = 1;
  for (let at = 0; at < noise.data.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    noise.data[at] = state >>> 24;
  }
  context.putImageData(noise, 0, 0);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  return directoryFromFiles(
    Array.from({ length: count }, (_, number) => ({ path: `${number}.jpg`, file: new File([jpeg], 'noise.jpg') })),
  );
}

test('files that take long to open: reading', async () => {
  const folder = await opfsFolder(Array.from({ length: 60 }, (_, number) => `${number}.bmp`));
  vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return new File([numberedBmp(1)], '1.bmp');
  });
  expect(await bottleneckOf(folder, { imageSize: 2 })).toMatch(/^Reading limits this run/);
});

test('large photographs: decoding', async () => {
  expect(await bottleneckOf(await noisyPhotographs(16), { imageSize: 8 })).toMatch(/^Decoding limits this run/);
});

test('a wide filter on what is quickly decoded: resampling', async () => {
  const wide = { imageSize: 400, interpolation: 'lanczos5' } as const;
  expect(await bottleneckOf(numberedDirectory(48, 300, 300), wide, { epochs: 3 })).toMatch(
    /^Resampling limits this run/,
  );
});

// Where the run itself filled the cache, the start of its worker outweighed epochs that take no time.
test('large batches out of a cache that is full: upload', async () => {
  const cached = { imageSize: 1000, cache: 'memory' } as const;
  const run = { epochs: 10, isVerified: true } as const;
  expect(await bottleneckOf(numberedDirectory(12), cached, run)).toMatch(/^Upload limits this run/);
});

test('a budget that lets one picture pass at a time: memory', async () => {
  const narrow = { imageSize: 8, workers: 4, maxBytesInFlight: 1 } as const;
  expect(await bottleneckOf(await noisyPhotographs(16), narrow)).toMatch(/^Memory limits this run/);
});

test('a consumer that takes its time: the model', async () => {
  expect(await bottleneckOf(numberedDirectory(40), { imageSize: 2 }, { trainMs: 60 })).toMatch(/^The model limits/);
});
