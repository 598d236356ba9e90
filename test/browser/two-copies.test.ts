import * as tf from '@tensorflow/tfjs';
import address from '@tensorflow/tfjs/dist/tf.fesm.min.js?url';
import { beforeAll, expect, test, vi } from 'vitest';
import { imageDatasetFromDirectory } from '../../src/index.ts';
import { engines, useBackend } from './engines.ts';
import { numberedDirectory } from './tiny-pictures.ts';

beforeAll(useBackend);

// tfjs-core keeps its engine, backends and kernels at globalThis, where a second copy finds them.
test.each(engines)("a page's own copy of tfjs beside the library's trains on engine %s", async (engine) => {
  // Each kernel warns that it is registered already.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const own = (await import(/* @vite-ignore */ address)) as typeof tf;
  warnings.mockRestore();
  expect(own.Tensor).not.toBe(tf.Tensor);
  expect(own.engine()).toBe(tf.engine());
  const dataset = await imageDatasetFromDirectory(numberedDirectory(4), {
    engine,
    verbose: false,
    imageSize: 2,
    batchSize: 2,
    labelDtype: 'float32',
  });
  const model = own.sequential();
  model.add(own.layers.flatten({ inputShape: [2, 2, 3] }));
  model.add(own.layers.dense({ units: 2, activation: 'softmax' }));
  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  const { history } = await model.fitDataset(dataset, { epochs: 2, verbose: 0 });
  expect(history.loss!.map(Number.isFinite)).toEqual([true, true]);
  // WebGPU makes a finite loss of NaN.
  const [weights] = model.getWeights();
  expect((await weights!.data()).every(Number.isFinite)).toBe(true);
  model.dispose();
  dataset.dispose();
});
