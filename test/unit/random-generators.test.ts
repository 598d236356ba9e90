import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mt19937 } from '../../src/catalog/mt19937.ts';
import { permutation } from '../../src/catalog/numpy-shuffle.ts';
import { philox } from '../../src/catalog/philox.ts';

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe("NumPy's legacy RandomState", () => {
  test.each([
    [1337, [1125387415, 2407456957, 681542492, 913057000]],
    [0, [2357136044, 2546248239, 3071714933]],
  ])('seed %i gives the words of MT19937', (seed, words) => {
    expect(draw(words.length, mt19937(seed))).toEqual(words);
  });

  test.each([
    [1337, 10, [6, 3, 0, 4, 5, 2, 1, 9, 8, 7]],
    [0, 5, [2, 0, 1, 3, 4]],
    [1, 0, []],
    [1, 1, [0]],
  ])('seed %i shuffles %i things', (seed, count, order) => {
    expect([...permutation(seed, count)]).toEqual(order);
  });

  test('a hundred things, by both ends', () => {
    const order = [...permutation(123, 100)];
    expect(order.slice(0, 10)).toEqual([8, 70, 82, 28, 63, 0, 5, 50, 81, 4]);
    expect(order.slice(-5)).toEqual([57, 83, 17, 92, 66]);
  });

  test('nothing is lost or doubled', () => {
    fc.assert(
      fc.property(uint32, fc.nat(2000), (seed, count) => {
        expect(permutation(seed, count).sort()).toEqual(Uint32Array.from({ length: count }, (_, i) => i));
      }),
    );
  });
});

describe("TensorFlow's Philox", () => {
  test.each([
    [0, 0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [87654321, 123, [1887779136, 1293593996, 3473653811, 257548726, 727353662, 2159198045, 3498607457, 3324337288]],
  ])('seeds %i and %i', (seed, seed2, words) => {
    expect(draw(words.length, philox(seed, seed2))).toEqual(words);
  });

  test('equals the definition in whole numbers of any size', () => {
    fc.assert(
      fc.property(uint32, uint32, fc.integer({ min: 0, max: 2 ** 34 - 9 }), (seed, seed2, start) => {
        const expected = Array.from({ length: 8 }, (_, i) => wordByDefinition(seed, seed2, start + i));
        expect(draw(8, philox(seed, seed2, start))).toEqual(expected);
      }),
    );
  });
});

/** Word `index` of Philox4x32-10 with a key of one seed and the other in the upper half of the counter. */
function wordByDefinition(seed: number, seed2: number, index: number): number {
  const word = (value: bigint): bigint => value & 0xffffffffn;
  let counter = [BigInt(Math.floor(index / 4)), 0n, BigInt(seed2), 0n] as [bigint, bigint, bigint, bigint];
  let [key0, key1] = [BigInt(seed), 0n];
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * counter[0];
    const product2 = 0xcd9e8d57n * counter[2];
    const [mixed0, mixed2] = [(product2 >> 32n) ^ counter[1] ^ key0, (product0 >> 32n) ^ counter[3] ^ key1];
    counter = [mixed0, word(product2), mixed2, word(product0)];
    key0 = word(key0 + 0x9e3779b9n);
    key1 = word(key1 + 0xbb67ae85n);
  }
  return Number(counter[index % 4]);
}
