import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsOf } from '../../src/pixel-mode.ts';
import { Failure } from '../../workers/failure.ts';
import { loadImage } from '../../workers/pillow/load-image.ts';

const FILES = [
  'decode/files/png/palette-4.png',
  'decode/files/png/gray-16.png',
  'pillow/files/png/animated.png',
  'pillow/files/gif/inside-of-screen-transparent.gif',
  'pillow/files/bmp/8-bit-run-lengths-literals.bmp',
  'pillow/files/bmp/4-bit.bmp',
  'pillow/files/bmp/32-bit-BGRA.bmp',
];

test.each(FILES)('whatever is wrong with it, a file is refused or loads whole: %s', async (file) => {
  const original = new Uint8Array(readFileSync(new URL(`../goldens/${file}`, import.meta.url)));
  const change = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
  let loaded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), fc.nat(original.length), async (changes, cut) => {
      const bytes = original.slice(0, cut % 4 === 0 ? cut : undefined);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      try {
        const request = {
          colorMode: 'rgba',
          size: undefined,
          interpolation: 'nearest',
          keepAspectRatio: false,
        } as const;
        const { mode, width, height, data } = await loadImage(bytes, request);
        expect(data).toHaveLength(width * height * channelsOf(mode));
        loaded++;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }),
    { numRuns: 200, examples: [[[], 1]] },
  );
  expect(loaded).toBeGreaterThan(0);
});
