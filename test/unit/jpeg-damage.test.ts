import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JpegError } from '../../src/jpeg/jpeg-error.ts';
import { decodePixels } from '../../src/jpeg/pixels.ts';

const folder = new URL('../goldens/decode/files/jpeg/', import.meta.url);
const files = readdirSync(folder)
  .sort()
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))));

/** One way to damage a file: a byte changed, a stretch taken out, put in twice, or everything behind it cut off. */
const damage = fc.record({
  kind: fc.constantFrom('change', 'remove', 'repeat', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.integer({ min: 0, max: 255 }),
});

function damaged(
  file: Uint8Array,
  changes: readonly (typeof damage extends fc.Arbitrary<infer T> ? T : never)[],
): Uint8Array {
  return changes.reduce((bytes, { kind, at, length, byte }) => {
    const place = Math.floor(at * bytes.length);
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    switch (kind) {
      case 'change':
        return Uint8Array.from([...before, byte, ...after.subarray(1)]);
      case 'remove':
        return Uint8Array.from([...before, ...after.subarray(length)]);
      case 'repeat':
        return Uint8Array.from([...before, ...after.subarray(0, length), ...after]);
      default:
        return before;
    }
  }, file);
}

test('a damaged file gives a picture of its declared size or a JpegError, never anything else', () => {
  let pictures = 0;
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }), (file, changes) => {
      try {
        const { width, height, data } = decodePixels(damaged(file, changes), 'rgba', 'fast');
        expect(data).toHaveLength(width * height * 4);
        pictures++;
      } catch (error) {
        expect(error).toBeInstanceOf(JpegError);
      }
    }),
    { numRuns: 2000 },
  );
  // About one in twenty survives: fewer by far would mean that hardly anything but headers was damaged.
  expect(pictures).toBeGreaterThan(20);
}, 60_000);
