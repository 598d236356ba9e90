import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planEpoch, windowShuffle } from '../../src/catalog/epoch-order.ts';

const numbers = (text: string): number[] => text.split(' ').map(Number);

describe("TensorFlow's Dataset.shuffle", () => {
  test.each([
    [[1, 2], 10, 10, ['2 6 1 3 9 5 0 8 7 4', '1 6 0 5 2 7 4 3 9 8']],
    [[1, 2], 10, 2, ['0 2 1 3 5 6 4 7 8 9', '1 0 2 3 4 5 6 7 9 8']],
    [[2, 2], 10, 10, ['3 0 8 1 5 4 7 2 6 9', '4 6 9 0 1 8 2 7 3 5']],
    [[87654321, 123], 10, 256, ['0 1 7 4 8 3 9 6 5 2', '5 8 1 3 9 0 6 4 2 7', '5 6 8 7 0 9 4 3 1 2']],
    [[87654321, 1337], 10, 256, ['2 3 8 4 6 7 0 5 1 9', '5 3 1 6 4 2 0 8 7 9', '2 7 1 0 5 3 9 8 4 6']],
    [[87654321, 0], 10, 1024, ['2 0 1 4 5 6 9 7 8 3', '9 3 6 5 7 2 1 8 0 4', '7 3 6 8 2 0 4 9 1 5']],
  ] as const)('seeds %o, %i elements, a buffer of %i', (seeds, count, bufferSize, epochs) => {
    const orders = epochs.map((_, epoch) => [...windowShuffle(count, bufferSize, seeds, epoch)]);
    expect(orders).toEqual(epochs.map(numbers));
  });

  test.each([
    [[87654321, 42], '1 4 2 3 5 0 6 9 8 2 0 3 1 4 5 7 9 6 7 8'],
    [[42, 42], '3 0 1 6 2 5 7 8 4 1 9 4 2 3 7 5 0 8 9 6'],
  ] as const)('seeds %o, ten elements twice', (seeds, expected) => {
    const order = windowShuffle(20, 4, seeds, 0);
    expect(Array.from(order, (position) => position % 10)).toEqual(numbers(expected));
  });
});

describe('an epoch of Keras', () => {
  test.each([1, 2, 32, null])('eight files in batches of %o', (batchSize) => {
    const permuted = [6, 3, 0, 4, 5, 2, 1, 9];
    const epochs = [0, 1, 2].map((epoch) =>
      Array.from(planEpoch(8, { seed: 1337, batchSize }, epoch), (i) => permuted[i]),
    );
    expect(epochs).toEqual(['1 4 0 9 5 3 6 2', '9 0 6 2 1 5 4 3', '0 3 9 5 6 1 4 2'].map(numbers));
  });

  test('twelve files through a buffer of eight', () => {
    const epochs = [0, 1, 2].map((epoch) => [...planEpoch(12, { seed: 1337, batchSize: 1 }, epoch)]);
    const expected = ['6 0 8 4 2 7 1 3 10 5 9 11', '7 2 3 6 1 11 10 8 0 5 4 9', '2 8 7 3 11 9 4 10 1 6 0 5'];
    expect(epochs).toEqual(expected.map(numbers));
  });

  test('seeds are taken by remainder of 2 ** 31 - 1', () => {
    expect(planEpoch(50, { seed: 2 ** 31 - 1, batchSize: 4 }, 2)).toEqual(planEpoch(50, { seed: 0, batchSize: 4 }, 2));
  });

  test('shows every file once, and none further ahead than the buffer reaches', () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const batchSizes = fc.option(fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.nat(1500), seeds, batchSizes, fc.nat(1e6), (count, seed, batchSize, epoch) => {
        const order = planEpoch(count, { seed, batchSize }, epoch);
        const bufferSize = batchSize === null ? 1024 : batchSize * 8;
        expect(order.every((position, i) => position < i + bufferSize)).toBe(true);
        expect(order.slice().sort()).toEqual(Uint32Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  test('a batch of any size takes no more memory than the files do', () => {
    expect(planEpoch(3, { seed: 0, batchSize: Number.MAX_SAFE_INTEGER }, 0)).toHaveLength(3);
  });
});
