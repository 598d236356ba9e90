import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import type { Samples } from '../../src/engine/picture.ts';
import { resampleWithSimd } from '../../src/engine/simd-resample.ts';
import { type Interpolation, planResample } from '../../src/resample/plan.ts';
import type { Fit } from '../../src/resample/window.ts';
import goldens from '../goldens/resize.json';

interface Golden {
  readonly fit: Fit;
  readonly method: Interpolation;
  readonly seed: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
  readonly targetHeight: number;
  readonly targetWidth: number;
  readonly sha256?: string;
  readonly error?: true;
}

const byFit = new Map<string, Golden[]>();
for (const golden of goldens as unknown as Golden[]) {
  const name = `${golden.fit}, ${golden.method}`;
  byFit.set(name, [...(byFit.get(name) ?? []), golden]);
}

describe.each([resampleWithSimd, resampleOnCpu])('$name', (resample) => {
  test.each([...byFit])('TensorFlow resizes to the same bits: %s', (_, cases) => {
    const wrong = cases.filter((golden) => made(golden, resample) !== (golden.sha256 ?? 'error'));
    expect(wrong).toEqual([]);
  });
});

test('there are cases of every fit and method that Keras allows', () => {
  expect(byFit.size).toBe(8 + 8 + 6);
});

function made(golden: Golden, resample: typeof resampleOnCpu): string {
  const { width, height, channels, fit, method: interpolation } = golden;
  const target = { width: golden.targetWidth, height: golden.targetHeight };
  const plan = planResample({ width, height }, { target, fit, interpolation });
  if (plan.window.target.width < 1 || plan.window.target.height < 1) return 'error';
  const samples: Samples = { kind: 'samples', width, height, stride: channels, data: noise(golden) };
  const result = resample(samples, plan, { target, channels, dataFormat: 'channelsLast' });
  return createHash('sha256').update(new Uint8Array(result.buffer)).digest('hex');
}

/** The picture that test/goldens/resize_golden.py makes of the same seed. */
function noise({ seed, height, width, channels }: Golden): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length: height * width * channels }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
