import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import type { OutputShape } from '../../src/engine/output-layout.ts';
import type { Samples } from '../../src/engine/picture.ts';
import { resampleWithSimd } from '../../src/engine/simd-resample.ts';
import { condense, pixelsRead } from '../../src/resample/condense.ts';
import { planResample } from '../../src/resample/plan.ts';

const side = fc.integer({ min: 1, max: 60 });
const cases = fc.record({
  size: fc.record({ width: side, height: side }),
  target: fc.record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 20 }) }),
  fit: fc.constantFrom('stretch', 'crop', 'pad'),
  interpolation: fc.constantFrom(
    'nearest',
    'bilinear',
    'bicubic',
    'area',
    'lanczos3',
    'lanczos5',
    'gaussian',
    'mitchellcubic',
  ),
  seed: fc.integer({ min: 0, max: 255 }),
});

function noise({ width, height }: { width: number; height: number }, seed: number): Samples {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at * 7919 + (at >> 3) * seed) & 255);
  return { kind: 'samples', width, height, stride: 4, data };
}

/** Only these rows of a picture, and in columns that are not listed something else. */
function excerptOf({ width, data, ...rest }: Samples, rows: Int32Array, columns: Int32Array): Samples {
  const kept = new Set(columns);
  const bytes = [...rows].flatMap((row) =>
    Array.from({ length: width * 4 }, (_, at) => (kept.has(at >> 2) ? data[row * width * 4 + at]! : 77)),
  );
  return { ...rest, width, height: rows.length, data: Uint8Array.from(bytes) };
}

test('from the rows that a plan reads comes the same picture, to the bit', () => {
  fc.assert(
    fc.property(cases, ({ size, target, seed, ...how }) => {
      const plan = planResample(size, { target, ...how });
      const shape: OutputShape = { target, channels: 3, dataFormat: 'channelsLast' };
      const whole = noise(size, seed);
      const { plan: condensed, read } = condense(plan, 'y');
      const excerpt = excerptOf(whole, read, pixelsRead(plan, 'x'));
      const expected = [...resampleOnCpu(whole, plan, shape)];
      expect([...resampleOnCpu(excerpt, condensed, shape)]).toEqual(expected);
      expect([...resampleWithSimd(excerpt, condensed, shape)]).toEqual(expected);
    }),
  );
});

test('columns are condensed as rows are', () => {
  fc.assert(
    fc.property(cases, ({ size, target, fit, interpolation }) => {
      const turned = planResample(
        { width: size.height, height: size.width },
        { target: { width: target.height, height: target.width }, fit, interpolation },
      );
      const [rows, columns] = [
        condense(turned, 'x'),
        condense(planResample(size, { target, fit, interpolation }), 'y'),
      ];
      expect(rows.read).toEqual(columns.read);
      expect(rows.plan.x).toEqual(columns.plan.y);
      expect(rows.plan.window.source.width).toBe(columns.plan.window.source.height);
    }),
  );
});

test('a small part of a large photograph is read', () => {
  const plan = planResample(
    { width: 4000, height: 3000 },
    { target: { width: 224, height: 224 }, fit: 'crop', interpolation: 'bilinear' },
  );
  expect(pixelsRead(plan, 'y')).toHaveLength(448);
  const columns = pixelsRead(plan, 'x');
  expect(columns).toHaveLength(448);
  expect([columns[0]! >= 500, columns.at(-1)! < 3500]).toEqual([true, true]);
});
