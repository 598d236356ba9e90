import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePng, type PngImage } from '../../src/image/png/encode-png.ts';
import { PixelImage } from '../../src/index.ts';
import { inflateRows } from '../../workers/png/image-data.ts';
import { layOut } from '../../workers/png/layout.ts';
import { readPng } from '../../workers/png/reader.ts';
import { unfilter } from '../../workers/png/unfilter.ts';
import { decodePng } from '../../workers/png-decoder.ts';
import { anyPicture } from './any-picture.ts';

async function fileOf(picture: PixelImage, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await encodePng(picture as PngImage, signal);
  expect(blob.type).toBe('image/png');
  return new Uint8Array(await blob.arrayBuffer());
}

/** The picture that a file holds, whose every row and checksum has been read; of 16 bits, both bytes. */
function pictureIn(file: Uint8Array<ArrayBuffer>): PixelImage {
  const png = readPng(file);
  const { width, height, depth, channels } = png.header;
  const layout = layOut(png.header);
  const rows = inflateRows(png.imageData, layout);
  unfilter(rows, layout);
  const rowBytes = rows.length / height;
  const bytes = rows.filter((_, at) => at % rowBytes > 0);
  if (depth === 8) return new PixelImage(channels === 1 ? 'L' : channels === 3 ? 'RGB' : 'RGBA', width, height, bytes);
  const view = new DataView(bytes.buffer);
  const data = Uint16Array.from({ length: bytes.length / 2 }, (_, at) => view.getUint16(at * 2));
  return new PixelImage('I;16', width, height, data);
}

const noise = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 15) & 255);

describe('a picture comes out of its file as it went in', () => {
  test('whatever it shows', async () => {
    await fc.assert(
      fc.asyncProperty(anyPicture('L', 'RGB', 'RGBA', 'I;16'), async (picture) => {
        expect(pictureIn(await fileOf(picture))).toEqual(picture);
      }),
    );
  });

  test.each([
    ['of several bands', 700, 500],
    ['of rows larger than a band', 100_000, 2],
    ['of one column', 1, 3000],
  ])('%s', async (_, width, height) => {
    const samples = noise(width * height * 4);
    const { data, ...read } = pictureIn(await fileOf(new PixelImage('RGBA', width, height, samples)));
    expect(read).toEqual({ mode: 'RGBA', width, height });
    // A hundred times as fast as toEqual.
    expect(Buffer.compare(data as Uint8Array, samples)).toBe(0);
  });

  test.each([
    [0, 'none', (x: number, y: number) => ((x * 7 + y * 13) % 3) * 2],
    [1, 'sub', (x: number, y: number) => x * 9 + y * 101],
    [2, 'up', (x: number, y: number) => (Math.imul(x, 0x9e3779b1) >>> 24) + y * 3],
    [3, 'average', null],
    [4, 'paeth', (x: number, y: number) => x * x * 5 + y * y * 7],
  ] as const)('by filter %i, %s', async (type, _, value) => {
    const size = 32;
    const data = new Uint8Array(size * size);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const left = x > 0 ? data[y * size + x - 1]! : 0;
        const up = y > 0 ? data[(y - 1) * size + x]! : 0;
        data[y * size + x] = value ? value(x, y) : ((left + up) >> 1) + ((x * 11 + y * 5) % 16);
      }
    }
    const picture = new PixelImage('L', size, size, data);
    const file = await fileOf(picture);
    const png = readPng(file);
    const rows = inflateRows(png.imageData, layOut(png.header));
    const types = Array.from({ length: size }, (_, row) => rows[row * (size + 1)]);
    expect(types).toContain(type);
    expect(pictureIn(file)).toEqual(picture);
  });
});

test("TensorFlow's decoder sees the same picture", async () => {
  const picture = new PixelImage('RGBA', 50, 40, noise(50 * 40 * 4));
  expect(decodePng(await fileOf(picture), 4).data).toEqual(picture.data);
});

test('a smooth picture takes less room filtered than it has samples, and noise hardly more', async () => {
  const smooth = Uint8Array.from({ length: 200 * 200 }, (_, at) => (at % 200) / 2 + at / 400);
  expect((await fileOf(new PixelImage('L', 200, 200, smooth))).length).toBeLessThan(200 * 200 * 0.05);
  expect((await fileOf(new PixelImage('L', 200, 200, noise(200 * 200)))).length).toBeLessThan(200 * 200 * 1.01);
});

test("aborting ends it with the signal's reason", async () => {
  const abort = new AbortController();
  const writing = fileOf(new PixelImage('RGBA', 2000, 2000, new Uint8Array(16_000_000)), abort.signal);
  setTimeout(() => abort.abort(new Error('enough')), 20);
  await expect(writing).rejects.toThrow('enough');
  await expect(fileOf(new PixelImage('L', 1, 1, new Uint8Array(1)), abort.signal)).rejects.toThrow('enough');
});
