import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Chunk } from '../../workers/png/chunks.ts';
import { fileGamma } from '../../workers/png/color-space.ts';
import { toGray8, toGray16 } from '../../workers/png/gray.ts';
import { uint32 } from './png-writer.ts';

/** What TensorFlow makes of colours without and with a gAMA chunk of 45455. */
test.each([
  [[68, 32, 130], 53, 66],
  [[60, 253, 230], 192, 214],
  [[241, 194, 107], 198, 203],
  [[48, 249, 14], 162, 197],
  [[77, 77, 77], 77, 77],
] as const)('%j becomes gray', ([red, green, blue], plain, withGamma) => {
  expect(toGray8(0)(red, green, blue)).toBe(plain);
  expect(toGray8(45_455)(red, green, blue)).toBe(withGamma);
  // Samples of 16 bits are rounded instead of cut off; with a gamma they are looked up by 11 bits.
  const rounded = toGray16(0, 0)(red * 257, green * 257, blue * 257);
  expect(rounded - plain).toBeOneOf([0, 1]);
  expect(Math.abs(toGray16(45_455, 0)(red * 257, green * 257, blue * 257) - withGamma)).toBeLessThan(3);
});

test('a gamma counts where it, or its inverse, is not about 1', () => {
  const gray = (gamma: number): number => toGray8(gamma)(200, 100, 0);
  const plain = gray(0);
  for (const gamma of [95_238, 100_000, 105_000]) expect(gray(gamma)).toBe(plain);
  for (const gamma of [94_999, 95_237, 105_001]) expect(gray(gamma)).not.toBe(plain);
});

test('equal samples of 16 bits are rounded to 8 where a gamma counts', () => {
  const equal = Array.from({ length: 256 }, (_, high) => [high * 256, high * 256 + 255] as const);
  for (const [low, high] of equal) {
    expect([toGray16(0, 0)(low, low, low), toGray16(0, 0)(high, high, high)]).toEqual([low >> 8, low >> 8]);
  }
  const toGray = toGray16(45_455, 0);
  expect(equal.filter(([low, high]) => toGray(low, low, low) !== toGray(high, high, high)).length).toBeGreaterThan(200);
});

const gamma = (value: number, isIntact = true): Chunk => chunk('gAMA', uint32(value), isIntact);
const srgb = (intent = 0): Chunk => chunk('sRGB', [intent]);
const chromaticities = (...values: readonly number[]): Chunk => chunk('cHRM', values.flatMap(uint32));
const REAL = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
const ADOBE = [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000];

function chunk(type: string, data: ArrayLike<number>, isIntact = true): Chunk {
  return { type, data: Uint8Array.from(data), isIntact: () => isIntact };
}

/** An iCCP chunk with a profile of no tags, which is valid for this kind of picture. */
function profile(kind: 'RGB ' | 'GRAY'): Chunk {
  const bytes = new Uint8Array(132);
  bytes.set(uint32(132));
  for (const [at, text] of [
    [12, 'mntr'],
    [16, kind],
    [20, 'XYZ '],
    [36, 'acsp'],
  ] as const) {
    bytes.set(
      Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    );
  }
  // Stored, so that the chunk is not too short to be looked at.
  return chunk('iCCP', [0x78, 0, 0, ...deflateSync(bytes, { level: 0 })]);
}

test.each<readonly [string, readonly Chunk[], number]>([
  ['nothing', [], 0],
  ['gAMA', [gamma(55_555)], 55_555],
  ['gAMA with a wrong checksum', [gamma(55_555, false)], 0],
  ['gAMA of 0, and what follows it', [gamma(0), srgb()], 0],
  ['gAMA twice, and what follows', [gamma(55_555), gamma(45_455), srgb()], 55_555],
  ['sRGB', [srgb()], 45_455],
  ['sRGB of no known intent', [srgb(4), gamma(55_555)], 0],
  ['sRGB twice, and what follows', [srgb(), srgb(), gamma(45_000)], 45_455],
  ['sRGB, then another gamma', [srgb(), gamma(55_555)], 45_455],
  ['sRGB, then about the same gamma', [srgb(), gamma(45_000)], 45_000],
  ['another gamma, then sRGB', [gamma(55_555), srgb()], 45_455],
  ['a valid profile', [profile('RGB '), gamma(55_555)], 55_555],
  ['a profile for gray, and what follows', [profile('GRAY'), gamma(55_555)], 0],
  ['a gamma, then a profile for gray', [gamma(55_555), profile('GRAY')], 55_555],
  ['sRGB, then a profile, and what follows', [srgb(), profile('RGB '), gamma(45_000)], 45_455],
  ['possible chromaticities', [chromaticities(...ADOBE), gamma(55_555)], 55_555],
  ['impossible chromaticities, and what follows', [chromaticities(0, 0, 0, 0, 0, 0, 0, 0), srgb()], 0],
  ['chromaticities twice, and what follows', [chromaticities(...REAL), chromaticities(...REAL), srgb()], 0],
  ['sRGB and its chromaticities', [srgb(), chromaticities(...REAL), gamma(45_000)], 45_000],
  ['sRGB, then others, and what follows', [srgb(), chromaticities(...ADOBE), gamma(45_000)], 45_455],
])('the gamma of %s', (_, chunks, expected) => {
  expect(fileGamma(chunks, true)).toBe(expected);
});
