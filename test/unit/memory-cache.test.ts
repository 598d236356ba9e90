import { expect, test } from 'vitest';
import type { PreparedPicture } from '../../src/engine/picture.ts';
import { MemoryCache } from '../../src/pipeline/memory-cache.ts';
import type { FileIdentity, PictureCache } from '../../src/pipeline/picture-cache.ts';

const picture = (elements: number): PreparedPicture => ({ kind: 'resampled', data: new Float32Array(elements) });
const file = (position: number, size: number, lastModified = 1): FileIdentity => ({
  position,
  path: `${position}.png`,
  size,
  lastModified,
});
const { signal } = new AbortController();
const find = (cache: PictureCache, identity: FileIdentity) => cache.find(identity)?.read(undefined, signal);

test('a picture is given back as long as its file is the same', async () => {
  const cache = new MemoryCache(100);
  const kept = picture(2);
  expect(cache.find(file(7, 3))).toBeNull();
  cache.offer(file(7, 3), null, kept);
  expect(await find(cache, file(7, 3))).toBe(kept);
  for (const other of [file(7, 4), file(7, 3, 2), file(8, 3)]) expect(cache.find(other)).toBeNull();
  expect(cache.facts).toEqual({ where: 'memory', pictures: 1, bytes: 8, hits: 1, leftOut: 0, problem: null });
});

test('a picture of a changed file takes the place of the old one', async () => {
  const cache = new MemoryCache(100);
  cache.offer(file(7, 3), null, picture(20));
  const newer = picture(22);
  cache.offer(file(7, 4), null, newer);
  expect(await find(cache, file(7, 4))).toBe(newer);
  expect(cache.facts).toMatchObject({ pictures: 1, bytes: 88 });
});

test('what does not fit is counted and not kept, and smaller ones still find room', () => {
  const cache = new MemoryCache(100);
  const pictures = [picture(20), picture(10), picture(5)];
  for (const [position, one] of pictures.entries()) cache.offer(file(position, 1), null, one);
  expect(pictures.map((one) => cache.takeOver(one))).toEqual([true, false, true]);
  expect(cache.find(file(1, 1))).toBeNull();
  expect(cache.facts).toMatchObject({ pictures: 2, bytes: 100, hits: 0, leftOut: 1 });
});

test('once it is closed nothing is left', () => {
  const cache = new MemoryCache(100);
  cache.offer(file(1, 1), null, picture(20));
  cache.close();
  expect(cache.facts).toMatchObject({ pictures: 0, bytes: 0 });
  expect(cache.find(file(1, 1))).toBeNull();
});

test('what was under way when it was closed is not kept', () => {
  const cache = new MemoryCache(100);
  cache.close();
  const late = picture(20);
  cache.offer(file(1, 1), null, late);
  expect(cache.takeOver(late)).toBe(false);
  expect(cache.facts).toMatchObject({ pictures: 0, bytes: 0 });
});
