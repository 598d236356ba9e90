import { afterAll, expect, test } from 'vitest';
import { server } from 'vitest/browser';
import type { Samples } from '../../src/engine/picture.ts';
import { DECODERS } from '../../workers/decoders.ts';
import { readHeader } from '../../workers/picture-header.ts';
import { openPicture } from '../../workers/pillow/open-picture.ts';
import { differencesFromTensorFlow, goldenFolders } from '../decode-goldens.ts';
import records from '../goldens/decode.json';

type Bytes = Uint8Array<ArrayBuffer>;
type Reference = 'TensorFlow' | 'Pillow' | 'Pillow, as PNG';

async function read(file: string): Promise<Bytes> {
  const response = await fetch(`/test/goldens/${file}`);
  if (!response.ok) throw new Error(`There is no golden file ${file}.`);
  return new Uint8Array(await response.arrayBuffer());
}

test.each(goldenFolders)(
  "TensorFlow and our decoders agree in this browser's WebAssembly on all of %s",
  async (folder) => {
    expect(await differencesFromTensorFlow(folder, (file) => read(`decode/files/${file}`))).toEqual([]);
  },
);

/** Those that TensorFlow decodes. */
const decodeFiles = new Set(records.flatMap((record) => ('error' in record ? [] : [`decode/files/${record.file}`])));
const named = (pattern: RegExp): string[] => [...decodeFiles].filter((file) => pattern.test(file));
const photographs = ['baseline-420.jpg', 'baseline-444.jpg', 'coarse-420.jpeg', 'gray.jpg', 'progressive.jpg'];

/** Whole files of a kind, and how far the browser's own decoding is from what we have for exact: 255 levels at most. */
const KINDS: readonly (readonly [
  kind: string,
  files: readonly string[],
  beside: Reference,
  largest: Readonly<Record<string, number>>,
])[] = [
  // Progressive and odd ones, too. WebKitGTK refuses fractional sampling; Pillow leaves CMYK to its caller.
  ['JPEG', named(/\/jpeg\/(?!.*(cmyk|arithmetic|fractional))/), 'Pillow', { chromium: 0, firefox: 0, webkit: 0 }],
  [
    'JPEG, photographs',
    photographs.map((name) => `pictures/jpeg/${name}`),
    'TensorFlow',
    { chromium: 6, firefox: 6, webkit: 6 },
  ],
  [
    'PNG of 8 bits, opaque',
    named(/\/png\/((deflate|filter|idat|size)-.*|(gray-[1248]|palette-[1248]|rgb-8)(-interlaced)?)\.png$/),
    'TensorFlow',
    { chromium: 0, firefox: 0, webkit: 0 },
  ],
  [
    'PNG of 16 bits, opaque',
    named(/\/png\/(gray|rgb)-16(-interlaced)?\.png$/),
    'TensorFlow',
    { chromium: 0, firefox: 1, webkit: 0 },
  ],
  ['PNG with gAMA', named(/\/png\/gamma-\d{5,6}\.png$/), 'TensorFlow', { chromium: 0, firefox: 0, webkit: 134 }],
  [
    'PNG, half transparent',
    named(/\/png\/(gray-alpha|rgba)-8(-interlaced)?\.png$/),
    'TensorFlow',
    { chromium: 0, firefox: 0, webkit: 42 },
  ],
  [
    'PNG, colours under alpha 0',
    named(/\/png\/(key-(gray|rgb)-8|palette-[124]-alpha)\.png$/),
    'TensorFlow',
    { chromium: 0, firefox: 0, webkit: 247 },
  ],
  [
    'GIF',
    named(/\/gif\/(\d+-colours|87a|interlaced|local-colours|size-.*|transparent)\.gif$/),
    'TensorFlow',
    { chromium: 0, firefox: 0, webkit: 0 },
  ],
  [
    'BMP of 24 bits',
    named(/\/bmp\/24-bit-(\dx\d|top-down)\.bmp$/),
    'TensorFlow',
    { chromium: 0, firefox: 0, webkit: 0 },
  ],
  ['BMP of 32 bits', named(/\/bmp\/32-bit-\dx\d\.bmp$/), 'TensorFlow', { chromium: 0, firefox: 0, webkit: 153 }],
  ['WebP', ['modern/lossless.webp', 'modern/lossy.webp'], 'Pillow, as PNG', { chromium: 0, firefox: 0, webkit: 0 }],
  [
    'AVIF, 4:4:4 and gray',
    ['modern/color-444.avif', 'modern/gray-400.avif'],
    'Pillow, as PNG',
    { chromium: 0, firefox: 0, webkit: 0 },
  ],
];

const measured: string[] = [];

afterAll(() => console.info(`decode: 'browser' in ${server.browser}, levels off\n${measured.join('\n')}`));

test.each(KINDS)('the browser decodes %s as far from it as it should be', async (kind, files, beside, largest) => {
  expect(files.length).toBeGreaterThan(1);
  let [max, sum, count] = [0, 0, 0];
  for (const file of files) {
    const bytes = await read(file);
    const expected = await reference(beside, file, bytes);
    const { width, height, stride, data } = await DECODERS.browser[readHeader(bytes).format](bytes, 4);
    expect([file, width, height]).toEqual([file, expected.width, expected.height]);
    for (let at = 0; at < width * height * 3; at++) {
      const [pixel, channel] = [Math.floor(at / 3), at % 3];
      // Gray is the same in all three.
      const theirs = expected.data[pixel * expected.stride + Math.min(channel, expected.stride - 1)]!;
      const difference = Math.abs(data[pixel * stride + channel]! - theirs);
      max = Math.max(max, difference);
      sum += difference;
    }
    count += width * height * 3;
  }
  measured.push(
    `${kind}, beside ${beside}: ${max} at most, ${(sum / count).toFixed(2)} on average, ${files.length} files`,
  );
  expect(max).toBe(largest[server.browser]);
});

/** What we have for it: compared with the real one in test/unit, and in the test above. */
async function reference(which: Reference, file: string, bytes: Bytes): Promise<Omit<Samples, 'kind'>> {
  if (which === 'Pillow, as PNG') return DECODERS.exact.png(await read(`${file}.png`), 4);
  if (which === 'TensorFlow') return DECODERS.exact[readHeader(bytes).format](bytes, 4);
  const { width, height, data } = await openPicture(bytes);
  return { width, height, data: Uint8Array.from(data), stride: data.length / (width * height) };
}
