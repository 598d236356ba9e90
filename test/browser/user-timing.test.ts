import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { imageDatasetFromDirectory } from '../../src/index.ts';
import { engines, useBackend } from './engines.ts';
import { numberedDirectory } from './tiny-pictures.ts';

beforeAll(useBackend);

test.each(engines)('what the page waits for is told to observers, and not kept: engine %s', async (engine) => {
  const counts: Record<string, number> = {};
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) counts[name] = (counts[name] ?? 0) + 1;
  });
  observer.observe({ entryTypes: ['measure'] });
  const dataset = await imageDatasetFromDirectory(numberedDirectory(6), {
    engine,
    labels: null,
    imageSize: 2,
    batchSize: 4,
    verbose: false,
    workers: 1,
  });
  for (let epoch = 0; epoch < 2; epoch++) await dataset.forEachAsync((xs) => tf.dispose(xs));
  dataset.dispose();
  await expect.poll(() => counts['tfjs-image-dataset:upload']).toBe(2 * 2);
  observer.disconnect();
  // One for each of two batches of an epoch.
  expect(counts).toEqual({
    'tfjs-image-dataset:catalog': 1,
    'tfjs-image-dataset:order': 2,
    'tfjs-image-dataset:upload': 4,
  });
  expect(performance.getEntriesByType('measure')).toEqual([]);
});
