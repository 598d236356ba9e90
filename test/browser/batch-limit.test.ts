import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { imageDatasetFromDirectory } from '../../src/index.ts';
import { gpuTest } from './abilities.ts';
import { engines, useBackend } from './engines.ts';
import { numberedDirectory } from './tiny-pictures.ts';

beforeAll(useBackend);

const options = { labels: null, verbose: false } as const;

test.each(engines)('a batch that no array can hold is refused by engine %s before anything is read', async (engine) => {
  await expect(
    imageDatasetFromDirectory(numberedDirectory(40), { ...options, engine, imageSize: [5000, 4000] }),
  ).rejects.toMatchObject({
    tag: 'limit',
    option: 'imageSize',
    received: 32 * 5000 * 4000 * 3 * 4,
    allowed: 2 ** 31,
    message: expect.stringContaining('32 images of 5000 × 4000 × 3'),
  });
});

test('a batch is no larger than there are images', async () => {
  const dataset = await imageDatasetFromDirectory(numberedDirectory(2), {
    ...options,
    engine: 'cpu',
    batchSize: 1_000_000,
    imageSize: 500,
  });
  expect(dataset.size).toBe(1);
  dataset.dispose();
});

gpuTest('a batch that the GPU can not bind is refused with its limit, and only where the GPU is used', async () => {
  const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
  const allowed = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  const side = Math.ceil(Math.sqrt(allowed / 12)) + 1;
  const large = { ...options, batchSize: 1, imageSize: side } as const;
  const made = (engine: 'cpu' | 'webgpu') => imageDatasetFromDirectory(numberedDirectory(1), { ...large, engine });
  await expect(made('webgpu')).rejects.toMatchObject({ tag: 'limit', allowed, received: side * side * 12 });
  (await made('cpu')).dispose();
});
