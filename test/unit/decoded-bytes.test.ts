import { expect, test } from 'vitest';
import { currentKernels } from '../../src/kernels/kernels.ts';
import { planResample } from '../../src/resample/plan.ts';
import { decodedBytes } from '../../workers/decoded-bytes.ts';
import { decodeJpeg } from '../../workers/jpeg-decoder.ts';
import { jpegWay } from '../../workers/jpeg-way.ts';
import { readHeader } from '../../workers/picture-header.ts';
import type { PrepareRequest } from '../../workers/protocol.ts';
import { planned } from '../browser/requests.ts';
import { flatJpeg } from '../flat-jpeg.ts';

const target = { width: 224, height: 224 };
const usual: PrepareRequest = {
  ...planned,
  output: 'resampled',
  shape: { target, channels: 3, dataFormat: 'channelsLast' },
  geometry: { target, fit: 'stretch', interpolation: 'bilinear' },
};

const photograph = flatJpeg(4000, 3000);
const RESULT = 2 * 224 * 224 * 3 * 4;

function settled(bytes: Uint8Array<ArrayBuffer>, request: PrepareRequest, orientation = 1) {
  const header = readHeader(bytes);
  const way =
    header.format === 'jpeg' && request.decode !== 'browser'
      ? jpegWay(header, orientation, request, (size) => planResample(size, request.geometry))
      : undefined;
  return { way, bytes: decodedBytes(header, bytes.length, request, way) };
}

// A row of MCUs is 250 × 6 blocks of 64 samples, of which there are two; of pixels, 448 rows.
test('of a photograph of 12 megapixels a few rows are held at a time', () => {
  const rows = 2 * 250 * 6 * 64;
  // Nine rows, and the numbers of the rows and columns that are read: a seventh of these columns is read alone.
  const scratch = 9 * (4000 + 64) + (448 + 416) * 4;
  expect(settled(photograph, usual).bytes).toBe(
    2 * photograph.length + rows + 3 * 64 + 448 * 4000 * 4 + scratch + RESULT,
  );
  expect(settled(photograph, { ...usual, decode: 'reduced' }).bytes).toBeLessThan(
    2 * photograph.length + rows + 448 * 1000 * 4 + RESULT,
  );
});

test('a picture that is turned, or handed over, is there twice', () => {
  const { bytes } = settled(photograph, usual);
  const turned = settled(photograph, { ...usual, orientation: 'apply' }, 3);
  expect(turned.bytes).toBe(bytes + 448 * 4000 * 4);
  const reduced = settled(photograph, { ...usual, decode: 'reduced' });
  const planned = settled(photograph, { ...usual, decode: 'reduced', output: 'coefficients' });
  expect(planned.bytes).toBe(reduced.bytes + 448 * 1000 * 4 - RESULT);
});

test('all coefficients are held for the GPU, and where there are several scans', () => {
  const coefficients = 250 * 188 * 6 * 128;
  const onGpu = settled(photograph, { ...usual, output: 'coefficients' });
  expect(onGpu.way).toEqual({ kind: 'coefficients' });
  expect(onGpu.bytes).toBeGreaterThan(coefficients);
  const progressive = photograph.slice();
  progressive[progressive.indexOf(0xc0)] = 0xc2;
  const difference = settled(progressive, usual).bytes - settled(photograph, usual).bytes;
  expect(difference).toBe(coefficients);
});

test('other formats, and the browser, hold RGBA', () => {
  const browsers = { ...usual, decode: 'browser' } as const;
  expect(settled(photograph, browsers).bytes).toBe(2 * 4000 * 3000 * 4 + RESULT);
  expect(settled(photograph, { ...browsers, output: 'coefficients' }).bytes).toBe(2 * 4000 * 3000 * 4);
});

// The kernels' memory only grows: what decoding needs shows by how much.
test('decoding takes the memory that it said it would', () => {
  const { memoryBytes: before, run } = currentKernels();
  const { way, bytes } = settled(photograph, usual);
  if (way?.kind !== 'samples') throw new Error('Resampling needs samples.');
  decodeJpeg(photograph, 3, way.excerpt);
  const taken = currentKernels().memoryBytes - before;
  // Huffman tables are not counted, which are always there, and memory grows by pages.
  expect(taken).toBeLessThanOrEqual(bytes - RESULT + 4 * run.TABLE_BYTES.value + 65_536);
  expect(taken).toBeGreaterThan((bytes - RESULT) * 0.9);
});
