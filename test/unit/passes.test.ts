import { expect, test } from 'vitest';
import { sumBytes, takesTwoPasses } from '../../src/engine/passes.ts';
import { type Interpolation, planResample, type ResamplePlan } from '../../src/resample/plan.ts';

function plan(width: number, height: number, side: number, interpolation: Interpolation): ResamplePlan {
  const target = { width: side, height: side };
  return planResample({ width, height }, { target, fit: 'stretch', interpolation });
}

test('wide filters take two passes where windows of neighbours overlap', () => {
  expect(takesTwoPasses(plan(500, 375, 224, 'lanczos5'))).toBe(true);
  expect(takesTwoPasses(plan(500, 375, 224, 'lanczos3'))).toBe(true);
  expect(takesTwoPasses(plan(112, 112, 224, 'bicubic'))).toBe(true);
});

test('one pass reads less where they do not: filters do not widen with the scale', () => {
  expect(takesTwoPasses(plan(1200, 900, 32, 'lanczos5'))).toBe(false);
  expect(takesTwoPasses(plan(4000, 3000, 224, 'lanczos5'))).toBe(false);
});

test.each(['nearest', 'bilinear', 'area'] as const)('%s takes one pass at any scale', (interpolation) => {
  for (const side of [1, 32, 224, 2000]) {
    const planned = plan(500, 375, side, interpolation);
    expect(takesTwoPasses(planned)).toBe(false);
    expect(sumBytes(planned)).toBe(0);
  }
});

test('between the passes lie four float32 for each column of the window and row of the target', () => {
  expect(sumBytes(plan(500, 375, 224, 'lanczos5'))).toBe(500 * 224 * 16);
});
