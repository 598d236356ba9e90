import { expect, test } from 'vitest';
import { exactBytes } from '../../workers/exact-bytes.ts';
import { fingerprint } from '../../workers/fingerprint.ts';
import { noise } from './noise.ts';

const pixels = (bytes: number) => noise('L', bytes, 1, 7).data as Uint8Array<ArrayBuffer>;

test('a fingerprint stays the same for ever: stores of earlier visits are full of them', () => {
  expect(
    [[], [0], [1, 2, 3, 4], [1, 2, 3, 4, 5]].map((bytes) => fingerprint(Uint8Array.from(bytes))),
  ).toMatchInlineSnapshot(`
    [
      "1388a0fb6cc8e406",
      "1363fef65c9460ae",
      "b42545c383ae0273",
      "7e4db795fba34dd2",
    ]
  `);
});

test('a fingerprint does not depend on where the bytes lie', () => {
  const bytes = pixels(103);
  const shifted = new Uint8Array(110);
  shifted.set(bytes, 5);
  expect(fingerprint(shifted.subarray(5, 108))).toBe(fingerprint(bytes));
});

test('each bit of each byte counts, for both halves', () => {
  const bytes = pixels(67);
  const halves = [new Set<string>(), new Set<string>()];
  const add = (): void => {
    const print = fingerprint(bytes);
    halves[0]!.add(print.slice(0, 8));
    halves[1]!.add(print.slice(8));
  };
  add();
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      bytes[at]! ^= 1 << bit;
      add();
      bytes[at]! ^= 1 << bit;
    }
  }
  // Among 537 of 2^32 values two are the same once in 30,000 times; these are always the same ones.
  for (const half of halves) expect(half.size).toBe(1 + 67 * 8);
});

test('a longer file of zeros is another one', () => {
  const prints = Array.from({ length: 100 }, (_, length) => fingerprint(new Uint8Array(length)));
  expect(new Set(prints).size).toBe(100);
});

test('values are put into bytes only where they stay the same to the bit', () => {
  expect(exactBytes(Float32Array.of(0, 1, 254, 255))).toEqual(Uint8Array.of(0, 1, 254, 255));
  for (const value of [0.5, -1, 256, -0, Number.NaN, 1 + 2 ** -23])
    expect(exactBytes(Float32Array.of(7, value))).toBeNull();
});
