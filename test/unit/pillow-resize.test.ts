import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelsOf, type PixelMode, type Pixels } from '../../src/pixel-mode.ts';
import { type Box, centredBox } from '../../src/resample/pillow/box.ts';
import type { PillowFilterName } from '../../src/resample/pillow/filters.ts';
import { resizeLikePillow } from '../../src/resample/pillow/resize.ts';
import goldens from '../goldens/pillow-resize.json';
import { noise } from './noise.ts';

interface Golden {
  readonly mode: PixelMode;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly targetWidth: number;
  readonly targetHeight: number;
  readonly box?: Box;
  readonly hashes: Readonly<Record<Filter, string>>;
}

type Filter = PillowFilterName | 'nearest';

const FILTERS: readonly Filter[] = ['nearest', 'bilinear', 'bicubic', 'hamming', 'box', 'lanczos'];
const MODES: readonly PixelMode[] = ['L', 'RGB', 'RGBA', 'I;16', 'I'];
const records = goldens as unknown as Golden[];

describe("equal to the bit with Pillow's Image.resize", () => {
  test('there are more than a thousand cases', () => {
    expect(records.length * FILTERS.length).toBeGreaterThan(1000);
  });

  test.each(MODES.flatMap((mode) => FILTERS.map((filter) => [mode, filter] as const)))('%s, %s', (mode, filter) => {
    const cases = records.filter((golden) => golden.mode === mode);
    const different = cases.filter((golden) => hashOf(resized(golden, filter)) !== golden.hashes[filter]);
    expect(cases.length).toBeGreaterThan(40);
    expect(different).toEqual([]);
  });
});

function resized({ mode, seed, width, height, targetWidth, targetHeight, box }: Golden, filter: Filter): Pixels {
  const picture = noise(mode, width, height, seed);
  return resizeLikePillow(picture, { width: targetWidth, height: targetHeight }, filter, box);
}

function hashOf({ data }: Pixels): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

describe('the vectors of the specification', () => {
  const gray: Pixels = {
    mode: 'L',
    width: 3,
    height: 3,
    data: Uint8Array.of(10, 200, 30, 90, 250, 0, 5, 77, 128),
  };

  test.each<[Filter, number[]]>([
    ['nearest', [10, 30, 5, 128]],
    ['box', [138, 15, 41, 128]],
    ['bilinear', [107, 94, 76, 103]],
    ['hamming', [83, 75, 55, 102]],
    ['bicubic', [114, 95, 76, 106]],
    ['lanczos', [124, 100, 79, 109]],
  ])('%s halves', (filter, expected) => {
    expect([...resizeLikePillow(gray, { width: 2, height: 2 }, filter).data]).toEqual(expected);
  });

  test('release 13 resizes rows first where more of them go', () => {
    const { data } = resizeLikePillow(gray, { width: 4, height: 2 }, 'bicubic');
    expect([...data]).toEqual([31, 170, 158, 3, 33, 106, 126, 79]);
  });

  test('colours of transparent pixels do not shine through', () => {
    const rgba = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 128, 9, 99, 200, 17);
    const picture: Pixels = { mode: 'RGBA', width: 2, height: 2, data: rgba };
    expect([...resizeLikePillow(picture, { width: 1, height: 1 }, 'bilinear').data]).toEqual([164, 5, 90, 101]);
  });
});

describe('whatever the picture', () => {
  const side = fc.integer({ min: 1, max: 24 });
  const picture = fc
    .record({ mode: fc.constantFrom(...MODES), width: side, height: side, seed: fc.integer({ min: 0, max: 1e6 }) })
    .map(({ mode, width, height, seed }) => noise(mode, width, height, seed));
  const filter = fc.constantFrom(...FILTERS);
  const size = fc.record({ width: side, height: side });

  test('the result has the size that was asked for, and the same mode', () => {
    fc.assert(
      fc.property(picture, size, filter, (source, target, name) => {
        const { mode, width, height, data } = resizeLikePillow(source, target, name);
        expect({ mode, width, height }).toEqual({ mode: source.mode, ...target });
        expect(data).toHaveLength(target.width * target.height * channelsOf(mode));
        expect(data.constructor).toBe(source.data.constructor);
      }),
    );
  });

  test('of equal size it is a copy', () => {
    fc.assert(
      fc.property(picture, filter, (source, name) => {
        const result = resizeLikePillow(source, { width: source.width, height: source.height }, name);
        expect(result).toEqual(source);
        expect(result.data).not.toBe(source.data);
      }),
    );
  });

  test('filters without negative weights stay within the range of what they are given', () => {
    const gray = picture.filter(({ mode }) => mode !== 'RGBA' && mode !== 'RGB');
    const positive = fc.constantFrom<Filter>('nearest', 'bilinear', 'hamming', 'box');
    fc.assert(
      fc.property(gray, size, positive, (source, target, name) => {
        const { data } = resizeLikePillow(source, target, name);
        expect(Math.min(...data)).toBeGreaterThanOrEqual(Math.min(...source.data));
        expect(Math.max(...data)).toBeLessThanOrEqual(Math.max(...source.data));
      }),
    );
  });

  test("Keras' crop lies within it, in the middle, in whole pixels", () => {
    const any = fc.record({ width: fc.integer({ min: 1, max: 5000 }), height: fc.integer({ min: 1, max: 5000 }) });
    fc.assert(
      fc.property(any, any, (source, target) => {
        const [left, top, right, bottom] = centredBox(source, target);
        expect([left, top, right, bottom].every(Number.isInteger)).toBe(true);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(right).toBeGreaterThanOrEqual(left);
        expect(bottom).toBeGreaterThanOrEqual(top);
        expect([0, 1]).toContain(source.width - right - left);
        expect([0, 1]).toContain(source.height - bottom - top);
      }),
    );
  });
});
