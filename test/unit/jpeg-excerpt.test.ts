import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, type Excerpt } from '../../src/jpeg/excerpt.ts';
import { JpegError } from '../../src/jpeg/jpeg-error.ts';
import { decodePixels, type JpegPixels, type PixelKind } from '../../src/jpeg/pixels.ts';

const folder = new URL('../goldens/decode/files/jpeg/', import.meta.url);
const files = readdirSync(folder).map((name) => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(name, folder))),
}));

/** A decoded picture in memory of its own. */
function decoded(bytes: Uint8Array, kind: PixelKind, excerpt?: Excerpt): JpegPixels {
  const pixels = decodePixels(bytes, kind, 'fast', excerpt);
  return { ...pixels, data: pixels.data.slice() };
}

/** All that can be decoded: every subsampling, order of scans, colour, and sizes from 1 × 1 on. */
const whole = files.flatMap(({ name, bytes }) => {
  try {
    const pixels = { rgba: decoded(bytes, 'rgba'), gray: decoded(bytes, 'gray') };
    // What takes megabytes tells nothing that the others do not.
    return pixels.rgba.data.length < 1e5 ? [{ name, bytes, pixels }] : [];
  } catch (error) {
    if (error instanceof JpegError) return [];
    throw error;
  }
});

/** The pixels in the rows and columns that an excerpt names, as a text: to compare arrays element by element takes long. */
function pixelsIn({ width, height, stride, data }: JpegPixels, columns: Int32Array, rows = allOf(height)): string {
  const pixels = [...rows].flatMap((row) =>
    [...columns].map((column) =>
      data.subarray((row * width + column) * stride, (row * width + column + 1) * stride).join(),
    ),
  );
  return pixels.join(' ');
}

const some = (count: number) =>
  fc.subarray([...allOf(count)], { minLength: 1 }).map((numbers) => Int32Array.from(numbers));

test('the rows and columns of an excerpt are those of the whole picture', () => {
  expect(whole.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(
      fc.constantFrom(...whole).chain((file) => {
        const { width, height } = file.pixels.rgba;
        return fc.record({
          file: fc.constant(file),
          kind: fc.constantFrom('rgba' as const, 'gray' as const),
          rows: some(height),
          columns: some(width),
        });
      }),
      ({ file: { bytes, pixels }, kind, rows, columns }) => {
        const excerpt = decodePixels(bytes, kind, 'fast', { eighths: 8, rows, columns });
        expect(excerpt).toMatchObject({ width: pixels[kind].width, height: rows.length });
        expect(pixelsIn(excerpt, columns)).toBe(pixelsIn(pixels[kind], columns, rows));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([1, 2, 4] as const)(
  'pictures of %i eighths have the size that they should, and excerpts the same pixels',
  (eighths) => {
    for (const { name, bytes, pixels } of whole) {
      const width = Math.ceil((pixels.rgba.width * eighths) / 8);
      const height = Math.ceil((pixels.rgba.height * eighths) / 8);
      for (const kind of ['rgba', 'gray'] as const) {
        const all = decoded(bytes, kind, { eighths, rows: allOf(height), columns: allOf(width) });
        expect(all, name).toMatchObject({ width, height });
        const columns = allOf(width).filter((column) => column % 3 === 1 || width < 3);
        const rows = allOf(height).filter((row) => row % 5 > 2 || height < 4);
        const excerpt = decodePixels(bytes, kind, 'fast', { eighths, rows, columns });
        expect(pixelsIn(excerpt, columns), name).toBe(pixelsIn(all, columns, rows));
      }
    }
  },
);

/** The mean of the samples of a block, `side` on a side; `undefined` where some may have been clipped. */
function meanOfBlock({ width, data }: JpegPixels, column: number, row: number, side: number): number | undefined {
  let sum = 0;
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [column * side + (at % side), row * side + Math.floor(at / side)];
    const sample = data[y * width + x]!;
    if (sample === 0 || sample === 255) return undefined;
    sum += sample;
  }
  return sum / (side * side);
}

// It is the block's DC coefficient at any size, but for rounding: half a level of each sample, and a tenth in the DCT of 4 × 4.
test.each([1, 2, 4] as const)('in a picture of %i eighths each block keeps its mean', (eighths) => {
  const pictures = new URL('../goldens/pictures/jpeg/', import.meta.url);
  let compared = 0;
  for (const name of readdirSync(pictures)) {
    const bytes = new Uint8Array(readFileSync(new URL(name, pictures)));
    const { data, ...size } = decodePixels(bytes, 'gray', 'accurate');
    const full = { ...size, data: data.slice() };
    const [width, height] = [Math.ceil((full.width * eighths) / 8), Math.ceil((full.height * eighths) / 8)];
    const reduced = decodePixels(bytes, 'gray', 'fast', { eighths, rows: allOf(height), columns: allOf(width) });
    for (let row = 0; row < Math.floor(full.height / 8); row++) {
      for (let column = 0; column < Math.floor(full.width / 8); column++) {
        const expected = meanOfBlock(full, column, row, 8);
        const received = meanOfBlock(reduced, column, row, eighths);
        if (expected === undefined || received === undefined) continue;
        expect(Math.abs(received - expected), `${name}, ${column}, ${row}`).toBeLessThan(1.1);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(1000);
});
