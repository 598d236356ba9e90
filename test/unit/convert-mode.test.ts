import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../workers/failure.ts';
import { convertMode } from '../../workers/pillow/convert-mode.ts';
import type { RawImage } from '../../workers/pillow/raw-image.ts';

// What files can hold is compared with Pillow in pillow-load.test.ts. No file here opens in mode I.
const integers: RawImage = { mode: 'I', width: 4, height: 1, data: Int32Array.of(-7, 40, 255, 70000) };

test('integers are kept as gray and clipped as colours', () => {
  expect(convertMode(integers, 'grayscale')).toEqual(integers);
  expect([...convertMode(integers, 'rgb').data]).toEqual([0, 0, 0, 40, 40, 40, 255, 255, 255, 255, 255, 255]);
  expect([...convertMode(integers, 'rgba').data].filter((_, at) => at % 4 === 3)).toEqual([255, 255, 255, 255]);
});

test('ink is rounded as Pillow rounds it', () => {
  const cmyk: RawImage = { mode: 'CMYK', width: 2, height: 1, data: Uint8Array.of(10, 128, 255, 0, 200, 3, 77, 100) };
  expect([...convertMode(cmyk, 'rgb').data]).toEqual([245, 127, 0, 33, 153, 108]);
});

test('gray colours stay the same gray', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (levels) => {
      const gray: RawImage = { mode: 'L', width: levels.length, height: 1, data: Uint8Array.from(levels) };
      const rgb = convertMode(gray, 'rgb');
      if (rgb.mode !== 'RGB') throw new Error('another mode');
      const again: RawImage = { mode: 'RGB', width: rgb.width, height: 1, data: rgb.data as Uint8Array<ArrayBuffer> };
      expect(convertMode(again, 'grayscale')).toEqual(gray);
    }),
  );
});

test('more alphas than a palette can have are refused, but only where alpha is asked for', () => {
  const image: RawImage = {
    mode: 'P',
    width: 1,
    height: 1,
    data: Uint8Array.of(0),
    palette: Uint8Array.of(1, 2, 3),
    alphas: new Uint8Array(257),
  };
  expect([...convertMode(image, 'rgb').data]).toEqual([1, 2, 3]);
  expect(() => convertMode(image, 'rgba')).toThrow(Failure);
});
