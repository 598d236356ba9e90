import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planWindow } from '../../src/resample/window.ts';

/** Up to where products of two sides are exact in float32; beyond it, Keras' crop can lose a row or column. */
const side = fc.integer({ min: 1, max: 4000 });
const size = fc.record({ width: side, height: side });

test('crop stays inside of the picture and fills the target', () => {
  fc.assert(
    fc.property(size, size, (source, target) => {
      const window = planWindow(source, target, 'crop');
      expect(window.target).toEqual({ left: 0, top: 0, ...target });
      const { left, top, width, height } = window.source;
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(left + width).toBeLessThanOrEqual(source.width);
      expect(top + height).toBeLessThanOrEqual(source.height);
    }),
  );
});

test('pad takes the whole picture and stays inside of the target', () => {
  fc.assert(
    fc.property(size, size, (source, target) => {
      const window = planWindow(source, target, 'pad');
      expect(window.source).toEqual({ left: 0, top: 0, ...source });
      const { left, top, width, height } = window.target;
      expect(Math.min(left, top, width, height)).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(target.width);
      expect(top + height).toBeLessThanOrEqual(target.height);
    }),
  );
});

test('crop and pad of a picture of the target size are the whole picture', () => {
  fc.assert(
    fc.property(size, (source) => {
      expect(planWindow(source, source, 'crop')).toEqual(planWindow(source, source, 'stretch'));
      expect(planWindow(source, source, 'pad')).toEqual(planWindow(source, source, 'stretch'));
    }),
  );
});

// Sizes that TensorFlow 2.18.1 gave for constant pictures: float32 rounding loses the last row or column.
test.each([
  [
    { width: 228, height: 228 },
    { width: 224, height: 224 },
    { left: 0, top: 0, width: 223, height: 223 },
  ],
  [
    { width: 800, height: 600 },
    { width: 180, height: 180 },
    { left: 0, top: 22, width: 179, height: 135 },
  ],
  [
    { width: 300, height: 300 },
    { width: 299, height: 299 },
    { left: 0, top: 0, width: 298, height: 298 },
  ],
])('pad of %o to %o comes out one short, as in TensorFlow', (source, target, expected) => {
  expect(planWindow(source, target, 'pad').target).toEqual(expected);
});

test('crop takes the parts that Keras takes', () => {
  const crop = (width: number, height: number, target: { width: number; height: number }) =>
    planWindow({ width, height }, target, 'crop').source;
  expect(crop(500, 340, { width: 200, height: 200 })).toEqual({ left: 80, top: 0, width: 340, height: 340 });
  expect(crop(57, 101, { width: 48, height: 64 })).toEqual({ left: 0, top: 12, width: 57, height: 76 });
  expect(crop(300, 1, { width: 256, height: 256 })).toMatchObject({ width: 1, height: 1 });
});
