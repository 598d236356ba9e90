import { expect, test } from 'vitest';
import type { PreparedPicture } from '../../src/engine/picture.ts';
import { PictureCache } from '../../src/pipeline/picture-cache.ts';

const picture = (elements: number): PreparedPicture => ({ kind: 'resampled', data: new Float32Array(elements) });
const file = (content: string, lastModified = 1) => new File([content], 'a.png', { lastModified });

test('a picture is given back as long as its file is the same', () => {
  const cache = new PictureCache(100);
  const kept = picture(2);
  expect(cache.get(7, file('abc'))).toBeUndefined();
  cache.put(7, file('abc'), kept);
  expect(cache.get(7, file('abc'))).toBe(kept);
  expect(cache.get(7, file('abcd'))).toBeUndefined();
  expect(cache.get(7, file('abc', 2))).toBeUndefined();
  expect(cache.get(8, file('abc'))).toBeUndefined();
  expect(cache.facts).toEqual({ pictures: 1, bytes: 8, hits: 1, leftOut: 0 });
});

test('a picture of a changed file takes the place of the old one', () => {
  const cache = new PictureCache(100);
  cache.put(7, file('abc'), picture(20));
  const newer = picture(22);
  cache.put(7, file('abcd'), newer);
  expect(cache.get(7, file('abcd'))).toBe(newer);
  expect(cache.facts).toMatchObject({ pictures: 1, bytes: 88 });
});

test('what does not fit is counted and not kept, and smaller ones still find room', () => {
  const cache = new PictureCache(100);
  const [first, large, small] = [picture(20), picture(10), picture(5)];
  cache.put(1, file('a'), first);
  cache.put(2, file('b'), large);
  cache.put(3, file('c'), small);
  expect([first, large, small].map((one) => cache.keeps(one))).toEqual([true, false, true]);
  expect(cache.get(2, file('b'))).toBeUndefined();
  expect(cache.facts).toEqual({ pictures: 2, bytes: 100, hits: 0, leftOut: 1 });
});

test('once it is cleared nothing is left', () => {
  const cache = new PictureCache(100);
  cache.put(1, file('a'), picture(20));
  cache.clear();
  expect(cache.facts).toMatchObject({ pictures: 0, bytes: 0 });
  expect(cache.get(1, file('a'))).toBeUndefined();
});
