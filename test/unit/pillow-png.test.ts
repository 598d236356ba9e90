import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadImage } from '../../workers/pillow/load-image.ts';
import { ihdr, type NamedChunk, pngOf } from './png-writer.ts';

const AS_IT_IS = { size: undefined, interpolation: 'nearest', keepAspectRatio: false } as const;
const END: NamedChunk = ['IEND', []];
const pixels = (...values: readonly number[]): NamedChunk => ['IDAT', deflateSync(Uint8Array.of(0, ...values))];
const opaque = (count: number): number[] => new Array<number>(count).fill(255);

// What Pillow 13.0.0 made of these files. The line feed and the 300 entries came out otherwise here.
test.each([
  [
    [0, 10],
    [0, 255, 255],
  ],
  [
    [255, 0, 10],
    [255, 0, 255],
  ],
  [
    [0, 255],
    [0, 255, 255],
  ],
  [[10], [10, 255, 255]],
  [
    [0, 0],
    [0, 0, 255],
  ],
  [
    [0, 10, 10],
    [0, 10, 10],
  ],
  [
    [0, ...opaque(299)],
    [0, 255, 255],
  ],
] as const)('alphas of a palette that begin with %j are those of Pillow', async (alphas, expected) => {
  const palette: NamedChunk = ['PLTE', [1, 2, 3, 4, 5, 6, 7, 8, 9]];
  const file = pngOf(ihdr({ width: 3, height: 1, type: 3 }), palette, ['tRNS', alphas], pixels(0, 1, 2), END);
  const { data } = await loadImage(file, { ...AS_IT_IS, colorMode: 'rgba' });
  expect(data.filter((_, at) => at % 4 === 3)).toEqual(Uint8Array.from(expected));
});

test('an alpha of a colour beyond the 256th is refused, as by Pillow', async () => {
  const palette: NamedChunk = ['PLTE', [1, 2, 3]];
  const alphas: NamedChunk = ['tRNS', [...opaque(299), 0]];
  const file = pngOf(ihdr({ width: 1, height: 1, type: 3 }), palette, alphas, pixels(0), END);
  await expect(loadImage(file, { ...AS_IT_IS, colorMode: 'rgba' })).rejects.toMatchObject({ tag: 'decode' });
});

// It was a read beyond the chunk's end, which was taken for want of memory.
test.each(['behind', 'in front of'])('transparency of a second header %s the first one does no harm', async (where) => {
  const [gray, indexed] = [ihdr({ width: 3, height: 1, type: 0 }), ihdr({ width: 3, height: 1, type: 3 })];
  const [first, transparency]: NamedChunk[] = [pixels(7, 8, 9), ['tRNS', [7]]];
  const file =
    where === 'behind'
      ? pngOf(gray, first!, indexed, transparency!, END)
      : pngOf(indexed, transparency!, gray, first!, END);
  expect((await loadImage(file, { ...AS_IT_IS, colorMode: 'rgb' })).data).toEqual(
    Uint8Array.of(7, 7, 7, 8, 8, 8, 9, 9, 9),
  );
});
