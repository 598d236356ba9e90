import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import type { OutputShape } from '../../src/engine/output-layout.ts';
import { allOf } from '../../src/jpeg/excerpt.ts';
import { reducedSize } from '../../src/jpeg/reduction.ts';
import { planResample } from '../../src/resample/plan.ts';
import { decodeJpeg } from '../../workers/jpeg-decoder.ts';
import { jpegWay } from '../../workers/jpeg-way.ts';
import { readHeader } from '../../workers/picture-header.ts';
import type { PrepareRequest } from '../../workers/protocol.ts';
import { turnUpright } from '../../workers/turn-upright.ts';
import { planned } from '../browser/requests.ts';

const folder = new URL('../goldens/pictures/jpeg/', import.meta.url);
const files = readdirSync(folder).map((name) => new Uint8Array(readFileSync(new URL(name, folder))));

const requests = fc.record({
  decode: fc.constantFrom('exact' as const, 'reduced' as const),
  orientation: fc.constantFrom('apply' as const, 'ignore' as const),
  channels: fc.constantFrom(1 as const, 3 as const),
  fit: fc.constantFrom('stretch' as const, 'crop' as const, 'pad' as const),
  interpolation: fc.constantFrom('nearest' as const, 'bilinear' as const, 'area' as const, 'lanczos3' as const),
  target: fc.record({ width: fc.integer({ min: 3, max: 60 }), height: fc.integer({ min: 3, max: 60 }) }),
});

test('what is left out of a JPEG file is never missed: turned, cropped, padded, reduced or as it is', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.integer({ min: 1, max: 8 }),
      requests,
      (bytes, orientation, { decode, orientation: policy, channels, target, ...how }) => {
        const header = readHeader(bytes);
        const geometry = { target, ...how };
        const shape: OutputShape = { target, channels, dataFormat: 'channelsLast' };
        const asked = { decode, orientation: policy, output: 'resampled', shape, geometry } as const;
        const request: PrepareRequest = { ...planned, ...asked };
        const way = jpegWay(header, orientation, request, (size) => planResample(size, geometry));
        if (way.kind !== 'samples') throw new Error('Resampling needs samples.');
        const { eighths } = way.excerpt;
        seen.add(eighths);
        const upright = turnUpright(decodeJpeg(bytes, channels, way.excerpt), way.turn);
        const received = resampleOnCpu(upright, way.plan, shape);

        const { width, height } = reducedSize(header, eighths);
        const all = { eighths, rows: allOf(height), columns: allOf(width) };
        const whole = turnUpright(decodeJpeg(bytes, channels, all), policy === 'apply' ? orientation : 1);
        const expected = resampleOnCpu(whole, planResample(whole, geometry), shape);
        expect(Buffer.compare(new Uint8Array(received.buffer), new Uint8Array(expected.buffer))).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual([1, 2, 4, 8]);
}, 60_000);

test('the GPU gets coefficients, and samples where a picture is turned or made smaller', () => {
  const geometry = { target: { width: 20, height: 20 }, fit: 'stretch', interpolation: 'bilinear' } as const;
  const shape: OutputShape = { target: geometry.target, channels: 3, dataFormat: 'channelsLast' };
  const kindOf = (size: number, turn: number, decode: 'exact' | 'reduced', orientation: 'apply' | 'ignore'): string => {
    const request: PrepareRequest = { ...planned, output: 'coefficients', decode, orientation, shape, geometry };
    return jpegWay({ width: size, height: size }, turn, request, (of) => planResample(of, geometry)).kind;
  };
  expect(kindOf(300, 1, 'exact', 'apply')).toBe('coefficients');
  expect(kindOf(300, 6, 'exact', 'ignore')).toBe('coefficients');
  expect(kindOf(300, 6, 'exact', 'apply')).toBe('samples');
  expect(kindOf(300, 1, 'reduced', 'ignore')).toBe('samples');
  expect(kindOf(60, 1, 'reduced', 'ignore')).toBe('coefficients');
});
