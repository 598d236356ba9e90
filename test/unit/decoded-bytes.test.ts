import { expect, test } from 'vitest';
import { decodeCoefficients } from '../../src/jpeg/coefficients.ts';
import { currentKernels } from '../../src/kernels/kernels.ts';
import { planResample } from '../../src/resample/plan.ts';
import { decodedBytes } from '../../workers/decoded-bytes.ts';
import { decodeJpeg } from '../../workers/jpeg-decoder.ts';
import { jpegWay } from '../../workers/jpeg-way.ts';
import { readHeader } from '../../workers/picture-header.ts';
import type { PrepareRequest } from '../../workers/protocol.ts';
import { planned } from '../browser/requests.ts';
import { flatJpeg } from '../flat-jpeg.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { png } from './png-writer.ts';

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
    3 * photograph.length + rows + 3 * 64 + 448 * 4000 * 4 + scratch + RESULT,
  );
  expect(settled(photograph, { ...usual, decode: 'reduced' }).bytes).toBeLessThan(
    3 * photograph.length + rows + 448 * 1000 * 4 + RESULT,
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

test('the browser holds RGBA twice, and copies of the file', () => {
  const browsers = { ...usual, decode: 'browser' } as const;
  const held = 3 * photograph.length + 2 * 4000 * 3000 * 4;
  expect(settled(photograph, browsers).bytes).toBe(held + RESULT);
  expect(settled(photograph, { ...browsers, output: 'coefficients' }).bytes).toBe(held);
});

// A bug: of BMP and PNG files the samples counted alone.
test('of a BMP file there are the file, the samples and their copy in the kernels', () => {
  const bmp = numberedBmp(1, 200, 100);
  const samples = 200 * 100 * 3;
  expect(settled(bmp, { ...usual, output: 'samples' }).bytes).toBe(bmp.length + samples);
  expect(settled(bmp, usual).bytes).toBe(bmp.length + 2 * samples + RESULT);
  const values = { ...usual, bytesWhereExact: true };
  expect(settled(bmp, values).bytes).toBe(bmp.length + 2 * samples + RESULT + 224 * 224 * 3);
});

// Types 2 and 6 are RGB and RGBA.
test.each([
  ['8 bits, whose rows become the samples', { type: 2 }, 100 * (1 + 200 * 3), 0],
  ['8 bits with alpha beyond what was asked for', { type: 6 }, 100 * (1 + 200 * 4), 0],
  ['16 bits', { type: 2, depth: 16 }, 100 * (1 + 200 * 6), 200 * 100 * 3],
  // In seven passes, of 13, 13, 12, 25, 25, 50 and 50 rows.
  ['8 bits, interlaced', { type: 2, isInterlaced: true }, 188 + 100 * 200 * 3, 200 * 100 * 3],
] as const)('of a PNG file there are its compressed data and its rows as well: %s', (_, header, rows, samples) => {
  const bytes = png({ width: 200, height: 100, ...header }, new Array<number>(rows).fill(0));
  expect(settled(bytes, { ...usual, output: 'samples' }).bytes).toBe(2 * bytes.length + rows + samples);
  const stride = header.type === 6 ? 4 : 3;
  expect(settled(bytes, usual).bytes).toBe(2 * bytes.length + rows + samples + 200 * 100 * stride + RESULT);
});

// The kernels' memory only grows: what decoding needs shows by how much.
test('decoding takes the memory that it said it would', () => {
  const { memoryBytes: before, run } = currentKernels();
  const { way, bytes } = settled(photograph, usual);
  if (way?.kind !== 'samples') throw new Error('Resampling needs samples.');
  decodeJpeg(photograph, 3, way.excerpt);
  const taken = currentKernels().memoryBytes - before;
  const said = bytes - RESULT - photograph.length;
  // Huffman tables are not counted, which are always there, and memory grows by pages.
  expect(taken).toBeLessThanOrEqual(said + 4 * run.TABLE_BYTES.value + 65_536);
  expect(taken).toBeGreaterThan(said * 0.9);
});

/** A gray JPEG file whose blocks hold what takes the most in packed form: one coefficient of 255, and 62 of 1 in two bits each. */
function fullJpeg(blocksWide: number): Uint8Array<ArrayBuffer> {
  const [high, low] = [(blocksWide * 8) >> 8, (blocksWide * 8) & 255];
  const quantization = [0xff, 0xdb, 0, 67, 0, ...new Array<number>(64).fill(1)];
  const frame = [0xff, 0xc0, 0, 11, 8, high, low, high, low, 1, 1, 0x11, 0];
  const dc = [0xff, 0xc4, 0, 20, 0x00, 1, ...new Array<number>(15).fill(0), 0];
  const ac = [0xff, 0xc4, 0, 21, 0x10, 1, 1, ...new Array<number>(14).fill(0), 0x01, 0x08];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0];
  const bits = `0${'10'}${'1'.repeat(8)}${'01'.repeat(62)}`.repeat(blocksWide ** 2);
  const data = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '1'), 2));
  const stuffed = data.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
  return Uint8Array.from([0xff, 0xd8, ...quantization, ...frame, ...dc, ...ac, ...scan, ...stuffed, 0xff, 0xd9]);
}

// A bug: one byte a coefficient was claimed, but a large one widens all of its block.
test('packed coefficients take what was claimed, where each block has a large one', () => {
  const file = fullJpeg(50);
  const { bytes } = settled(file, { ...usual, output: 'coefficients' });
  const [plane] = decodeCoefficients(file, 1).planes;
  expect(plane!.packed).toHaveLength((50 * 50 * 144) / 4);
  // Beside the file, its copies, and the coefficients themselves there are the packed ones, twice.
  expect(2 * plane!.packed.byteLength).toBeLessThanOrEqual(bytes - 3 * file.length - 50 * 50 * 128);
});
