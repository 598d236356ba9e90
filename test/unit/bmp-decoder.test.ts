import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBmp } from '../../workers/bmp-decoder.ts';
import { Failure } from '../../workers/failure.ts';

/** Two rows of pixels, the upper one last, padded to four bytes. */
const ROWS = {
  8: [7, 9, 0, 0, 200, 100, 0, 0],
  24: [1, 2, 3, 4, 5, 6, 0, 0, 30, 32, 68, 130, 32, 68, 0, 0],
  32: [1, 2, 3, 9, 4, 5, 6, 8, 30, 32, 68, 0, 130, 32, 68, 255],
};

interface Header {
  readonly bits: number;
  readonly width?: number;
  readonly height?: number;
  readonly offset?: number;
}

function bmp(pixels: readonly number[], { bits, width = 2, height = 2, offset = 54 }: Header): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(54 + pixels.length);
  bytes.set([0x42, 0x4d]);
  bytes.set(pixels, 54);
  const view = new DataView(bytes.buffer);
  view.setInt32(10, offset, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setInt16(28, bits, true);
  return bytes;
}

test.each([
  [8, 1, [200, 100, 7, 9]],
  [8, 3, [200, 200, 200, 100, 100, 100, 7, 7, 7, 9, 9, 9]],
  [8, 4, [200, 200, 200, 255, 100, 100, 100, 255, 7, 7, 7, 255, 9, 9, 9, 255]],
  [24, 1, [42, 53, 2, 5]],
  [24, 3, [68, 32, 30, 68, 32, 130, 3, 2, 1, 6, 5, 4]],
  [24, 4, [68, 32, 30, 255, 68, 32, 130, 255, 3, 2, 1, 255, 6, 5, 4, 255]],
  [32, 1, [42, 53, 2, 5]],
  [32, 3, [68, 32, 30, 68, 32, 130, 3, 2, 1, 6, 5, 4]],
  [32, 4, [68, 32, 30, 0, 68, 32, 130, 255, 3, 2, 1, 9, 6, 5, 4, 8]],
] as const)('%i bits per pixel become %i channels', (bits, channels, expected) => {
  const { width, height, stride, data } = decodeBmp(bmp(ROWS[bits], { bits }), channels);
  expect({ width, height, stride }).toEqual({ width: 2, height: 2, stride: channels });
  expect([...data]).toEqual(expected);
});

test('rows go from top to bottom where the height is negative', () => {
  expect([...decodeBmp(bmp(ROWS[8], { bits: 8, height: -2 }), 1).data]).toEqual([7, 9, 200, 100]);
});

test.each([
  ['half a header', bmp([], { bits: 24 }).slice(0, 31), 'decode', 'cut off'],
  ['16 bits', bmp(ROWS[8], { bits: 16 }), 'unsupported', '16 bits per pixel'],
  ['1 bit', bmp(ROWS[8], { bits: 1 }), 'unsupported', '1 bits per pixel'],
  ['no width', bmp(ROWS[8], { bits: 8, width: 0 }), 'decode', 'header is broken'],
  ['no height', bmp(ROWS[8], { bits: 8, height: 0 }), 'decode', 'header is broken'],
  ['a negative offset', bmp(ROWS[8], { bits: 8, offset: -1 }), 'decode', 'header is broken'],
  ['a byte too few', bmp(ROWS[8].slice(1), { bits: 8 }), 'decode', '1 bytes shorter'],
  ['a byte too many', bmp([...ROWS[8], 0], { bits: 8 }), 'decode', '1 bytes longer'],
  ['a huge size', bmp(ROWS[8], { bits: 8, width: 40_000, height: -40_000 }), 'limit', '40000 × 40000'],
] as const)('%s is refused', (_, bytes, tag, reason) => {
  expect(() => decodeBmp(bytes, 3)).toThrow(expect.objectContaining({ tag, message: expect.stringContaining(reason) }));
});

const pictures = ['24-bit-7x5', '32-bit-top-down', '8-bit-4x5'].map(
  (name) => new Uint8Array(readFileSync(new URL(`../goldens/decode/files/bmp/${name}.bmp`, import.meta.url))),
);

test('any bytes give a picture or a Failure', () => {
  const change = fc.tuple(fc.nat(60), fc.nat(255));
  fc.assert(
    fc.property(
      fc.constantFrom(...pictures),
      fc.array(change),
      fc.constantFrom(1, 3, 4),
      (picture, changes, channels) => {
        const bytes = picture.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { width, height, data } = decodeBmp(bytes, channels);
          expect(data).toHaveLength(width * height * channels);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      },
    ),
  );
});
