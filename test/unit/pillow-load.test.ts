import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Pixels } from '../../src/pixel-mode.ts';
import { Failure } from '../../workers/failure.ts';
import { loadImage } from '../../workers/pillow/load-image.ts';
import type { ColorMode, LoadImageRequest } from '../../workers/protocol.ts';
import decoded from '../goldens/decode.json';
import goldens from '../goldens/pillow-load.json';

interface Golden extends Readonly<Record<ColorMode, string>> {
  readonly file: string;
  readonly runs?: readonly Run[];
}

interface Run extends Omit<LoadImageRequest, 'size'> {
  readonly targetSize: readonly [number, number];
  readonly result: string;
}

const COLOR_MODES: readonly ColorMode[] = ['rgb', 'rgba', 'grayscale'];
const AS_IT_IS = { size: undefined, interpolation: 'nearest', keepAspectRatio: false } as const;

/** Only browsers decode these: test/browser/load-img.test.ts. */
const BY_BROWSER = /other\/(avif|webp|webp-header-alone)\.jpg$/;

/** JPEG files of which TensorFlow's libjpeg-turbo 2.1 makes what we do, and Pillow's 3.2, or Pillow itself, something else. */
const AS_TENSORFLOW: Readonly<Record<string, readonly string[]>> = {
  'scans that are missing are smoothed over in another way': [
    'decode/files/jpeg-broken/cut-progressive-1-then-end.jpg',
    'decode/files/jpeg-broken/cut-progressive-2-then-end.jpg',
    'decode/files/jpeg-broken/cut-progressive-4-then-end.jpg',
    ...endInScans(),
    'decode/files/jpeg-broken/partial-dc-420-24x8.jpg',
    'decode/files/jpeg-broken/partial-dc-420-61x45.jpg',
    'decode/files/jpeg-broken/partial-dc-unrefined.jpg',
    'decode/files/jpeg-broken/partial-dc.jpg',
    'decode/files/jpeg-broken/partial-luma-1.jpg',
    'decode/files/jpeg-broken/partial-luma-dc.jpg',
    'decode/files/jpeg-broken/partial-unrefined.jpg',
    'decode/files/jpeg-broken/progressive-dc-twice-refined.jpg',
    'decode/files/jpeg-broken/progressive-refined-out-of-step.jpg',
  ],
  'a marker amid the pixels hides that they end': ['decode/files/jpeg-broken/restart-replaced-by-e0.jpg'],
  'Pillow does not know the marker TEM': ['decode/files/jpeg/restart-marker-in-head.jpg'],
};

/** Files that end amid one of their scans; in the last one, and far enough into the seventh, nothing is left to smooth over. */
function endInScans(): string[] {
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((scan) => [0, 4, 9, 15].map((bytes) => `${scan}-${bytes}`));
  return places.filter((place) => place !== '7-15').map((place) => `decode/files/jpeg-broken/end-in-scan-${place}.jpg`);
}

/** Files that come out otherwise, by why. */
const DIFFERENT: Readonly<Record<string, readonly string[]>> = {
  ...AS_TENSORFLOW,
  'no arithmetic coding here': [
    'decode/files/jpeg-broken/frame-marker-c9.jpg',
    'decode/files/jpeg/arithmetic-progressive.jpg',
    'decode/files/jpeg/arithmetic-sequential.jpg',
  ],
  'formats that are not ported': [
    'decode/files/other/ico.jpg',
    'decode/files/other/jpeg2000.jpg',
    'decode/files/other/ppm.jpg',
    'decode/files/other/tiff.jpg',
  ],
  "a palette that is the gray of each index makes Pillow show the frame in the file's colours": [
    'pillow/files/gif/ramp-local-global-colours-only.gif',
  ],
};

const records = (goldens as unknown as readonly Golden[]).filter(({ file }) => !BY_BROWSER.test(file));
const intended = new Set(Object.values(DIFFERENT).flat());
const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

test.each([...new Set(records.map(({ file }) => folderOf(file)))])(
  "equal to Keras' load_img, samples and verdicts: %s",
  async (folder) => {
    const different = (await Promise.all(records.filter(({ file }) => folderOf(file) === folder).map(compare))).flat();
    expect(different).toEqual([]);
  },
);

test('what comes out otherwise still does', async () => {
  const different = records.filter(({ file }) => intended.has(file));
  expect(different).toHaveLength(intended.size);
  for (const { file, rgb } of different) expect(await load(file, { ...AS_IT_IS, colorMode: 'rgb' })).not.toBe(rgb);
});

test.each(Object.entries(AS_TENSORFLOW))('as TensorFlow decodes it with the accurate DCT: %s', async (_, files) => {
  for (const file of files) {
    const theirs = decoded.find((golden) => `decode/files/${golden.file}` === file && golden.channels === 3)!;
    const expected = 'accurate' in theirs ? theirs.accurate.slice(0, 16) : 'refused';
    expect((await load(file, { ...AS_IT_IS, colorMode: 'rgb' })).split(' ').at(-1)).toBe(expected);
  }
});

test('there are pictures and runs enough', () => {
  expect(records.filter(({ rgb }) => rgb !== 'refused').length).toBeGreaterThan(600);
  expect(records.filter(({ rgb }) => rgb === 'refused').length).toBeGreaterThan(200);
  expect(records.flatMap(({ runs = [] }) => runs).length).toBeGreaterThan(800);
});

/** Says where a file comes out otherwise without being meant to. */
async function compare(golden: Golden): Promise<string[]> {
  const { file } = golden;
  if (intended.has(file)) return [];
  const requests = [
    ...COLOR_MODES.map((colorMode) => ({ request: { ...AS_IT_IS, colorMode }, expected: golden[colorMode] })),
    ...(golden.runs ?? []).map(({ targetSize: [height, width], result, ...options }) => ({
      request: { ...options, size: { height, width } },
      expected: result,
    })),
  ];
  const different: string[] = [];
  for (const { request, expected } of requests) {
    const received = await load(file, request);
    if (received !== expected) different.push(`${file}, ${JSON.stringify(request)}: ${received}, not ${expected}`);
  }
  return different;
}

async function load(file: string, request: LoadImageRequest): Promise<string> {
  const bytes = new Uint8Array(readFileSync(new URL(`../goldens/${file}`, import.meta.url)));
  try {
    return shown(await loadImage(bytes, request));
  } catch (error) {
    if (error instanceof Failure) return 'refused';
    throw error;
  }
}

function shown({ mode, width, height, data }: Pixels): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return `${mode} ${width}x${height} ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;
}
