import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { directoryFromFiles, imageDatasetFromDirectory } from '../../src/index.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import goldens from '../goldens/epochs.json';
import { numberedBmp } from '../numbered-bmp.ts';
import { useBackend, ways } from './engines.ts';
import { numberedDirectory, numberOf } from './tiny-pictures.ts';

// Keeps the workers alive between tests.
const lease = leasePool(undefined, 1);

beforeAll(useBackend);

afterEach(() => {
  expect(tf.memory().numTensors).toBe(0);
});

afterAll(() => lease.release());

// Each engine and each way of decoding once: an order depends on neither.
describe.each([ways[0]!, ways.at(-1)!])('on engine %s, decode %s', (engine, decode) => {
  test.each(goldens)('three epochs in the order of tf.data: $name', async ({ files, layout, options, expected }) => {
    const directory = directoryFromFiles(
      Array.from({ length: files }, (_, index) => {
        const name = `f${String(index).padStart(5, '0')}.png`;
        const path = layout === 'flat' ? name : `c${Math.floor((3 * index) / files)}/${name}`;
        return { path, file: new File([numberedBmp(index)], path) };
      }),
    );
    const made = await imageDatasetFromDirectory(directory, { ...options, verbose: false, engine, decode } as object);
    const datasets = Array.isArray(made) ? made : [made];
    expect(datasets).toHaveLength(expected.length);
    for (const [part, dataset] of datasets.entries()) {
      const { filePaths, epochs } = expected[part]!;
      expect(dataset.filePaths.map((path: string) => Number(path.slice(-9, -4)))).toEqual(filePaths);
      for (const epoch of epochs) {
        const seen: number[] = [];
        for await (const batch of dataset.batches()) {
          const pixels = await batch.xs.data();
          // What the tensor shows, what the batch says and what Keras did are one order.
          batch.indices.forEach((index: number, row: number) => {
            expect(numberOf(pixels.slice(3 * row))).toBe(filePaths[index]);
          });
          expect(batch.filePaths).toEqual([...batch.indices].map((index) => dataset.filePaths[index]));
          seen.push(...batch.indices);
          tf.dispose([batch.xs, batch.ys ?? []]);
        }
        expect(seen).toEqual(epoch);
      }
      dataset.dispose();
    }
  });

  test('several iterators at once do not disturb each other', async () => {
    const dataset = await imageDatasetFromDirectory(numberedDirectory(6), {
      engine,
      decode,
      verbose: false,
      imageSize: 2,
      shuffle: false,
      batchSize: 2,
    });
    const iterators = await Promise.all([dataset.iterator(), dataset.iterator(), dataset.iterator()]);
    const seen: number[][] = [[], [], []];
    for (let turn = 0; turn < 3; turn++) {
      const results = await Promise.all(iterators.map((iterator) => iterator.next()));
      for (const [which, { value }] of results.entries()) {
        const pixels = await value.xs.data();
        seen[which]!.push(numberOf(pixels), numberOf(pixels.slice(12)));
        tf.dispose(value);
      }
    }
    expect(seen).toEqual(Array(3).fill([0, 1, 2, 3, 4, 5]));
    for (const iterator of iterators) expect((await iterator.next()).done).toBe(true);
    dataset.dispose();
  });
});
