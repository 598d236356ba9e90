import { expect, test } from 'vitest';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import { type Interpolation, planResample } from '../../src/resample/plan.ts';

/** What TensorFlow 2.18.1 makes of a 3 × 2 picture at 2 × 3, as float32 bit patterns. */
const TENSORFLOW: Readonly<Record<Interpolation, readonly string[]>> = {
  nearest: ['41200000', '43480000', '43480000', '437a0000', '00000000', '00000000'],
  bilinear: ['41700000', '42bb8000', '432c8000', '43430000', '42d98000', '41b40000'],
  bicubic: ['c01732c4', '42be12af', '43406f79', '435d7833', '42df5b90', '3ff1ae60'],
  area: ['41855556', '42b40001', '43235555', '4330aaab', '42ceaaaa', '41efffff'],
  lanczos3: ['c1b77672', '42b9424b', '4350311a', '436b6406', '42dc5494', 'c170f721'],
  lanczos5: ['c215ee3d', '42b615f2', '435b9183', '4375cd5e', '42db1a15', 'c1d59a56'],
  gaussian: ['41cb9ca8', '42b9cb96', '43205800', '433401d6', '42d709a0', '420c1f25'],
  mitchellcubic: ['4124731d', '42bae777', '4330a047', '4347cb8a', '42da0c98', '41920864'],
};

test.each(Object.entries(TENSORFLOW))('%s gives the bits of tf.image.resize', (interpolation, bits) => {
  const data = new Uint8Array([10, 200, 30, 90, 250, 0]);
  const target = { width: 3, height: 2 };
  const plan = planResample(
    { width: 2, height: 3 },
    { target, fit: 'stretch', interpolation: interpolation as Interpolation },
  );
  const samples = { kind: 'samples', width: 2, height: 3, stride: 1, data } as const;
  const result = resampleOnCpu(samples, plan, { target, channels: 1, dataFormat: 'channelsLast' });
  expect(Array.from(new Uint32Array(result.buffer), (word) => word.toString(16).padStart(8, '0'))).toEqual(bits);
});
