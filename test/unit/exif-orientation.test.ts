import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOrientation, withoutOrientation } from '../../workers/exif-orientation.ts';
import { turnedJpeg } from '../turned-jpeg.ts';

const photograph = new Uint8Array(readFileSync(new URL('../goldens/pictures/jpeg/baseline-420.jpg', import.meta.url)));

test.each([true, false])('a turned picture is made upright (little endian: %s)', (littleEndian) => {
  for (let orientation = 2; orientation <= 8; orientation++) {
    const file = turnedJpeg(photograph, orientation, littleEndian);
    const before = file.slice();
    // `toEqual` takes a seventh of a second for each of them.
    expect(Buffer.compare(withoutOrientation(file), turnedJpeg(photograph, 1, littleEndian))).toBe(0);
    expect(Buffer.compare(file, before)).toBe(0);
  }
});

test('an upright picture, and one without EXIF, are handed back as they are', () => {
  const upright = turnedJpeg(photograph, 1, true);
  expect(withoutOrientation(upright)).toBe(upright);
  expect(withoutOrientation(photograph)).toBe(photograph);
});

// A bug: a walk of its own stopped at what libjpeg, and so a browser that turns the picture, passes over.
test.each([
  ['fill bytes', [0xff, 0xff, 0xff]],
  ['a stray byte', [0x00]],
  ['TEM, which has no segment', [0xff, 0x01]],
  ['a restart marker', [0xff, 0xd0]],
])('%s in front of a marker does not hide the orientation', (_, stray) => {
  const file = turnedJpeg(photograph, 6, true);
  const strewn = Uint8Array.from([...file.subarray(0, 2), ...stray, ...file.subarray(2)]);
  expect(readOrientation(strewn)).toBe(6);
});

test('no bytes make it fail or change the length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(60), (noise, at) => {
      const file = turnedJpeg(photograph, 6, false);
      file.set(noise.subarray(0, Math.max(0, file.length - 2 - at)), 2 + at);
      expect(withoutOrientation(file)).toHaveLength(file.length);
    }),
  );
});
