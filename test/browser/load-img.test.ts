import { expect, onTestFinished, test, vi } from 'vitest';
import { isImageDatasetError, type LoadImgOptions, loadImg, PixelImage } from '../../src/index.ts';
import DecodeWorker from '../../workers/decode.worker.ts?worker';
import goldens from '../goldens/pillow-load.json';

interface Golden {
  readonly file: string;
  readonly rgb: string;
  readonly runs?: readonly (LoadImgOptions & { readonly result: string })[];
}

const records = goldens as unknown as readonly Golden[];
const pictures = records.filter(({ file }) => file.startsWith('pictures/'));
const urls = import.meta.glob<string>(
  ['../goldens/pictures/*/*', '../goldens/decode/files/other/*', '../goldens/pillow/files/png/gray-16-*'],
  { query: '?url', import: 'default', eager: true },
);

const FILE = 'pictures/png/rgb-portrait.png';
const { rgb: EXPECTED } = records.find(({ file }) => file === FILE)!;

function addressOf(file: string): string {
  const address = urls[`../goldens/${file}`];
  if (address === undefined) throw new Error(`There is no golden file ${file}.`);
  return address;
}

async function fileOf(path: string): Promise<File> {
  const response = await fetch(addressOf(path));
  return new File([await response.blob()], path.slice(path.lastIndexOf('/') + 1));
}

const bytesOf = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fileOf(path)).arrayBuffer());

/** A picture as test/goldens/pillow_load_golden.py writes it down. */
async function shown({ mode, width, height, data }: PixelImage): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  const hash = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${mode} ${width}x${height} ${hash}`;
}

async function opfsHandle(path: string): Promise<{ handle: FileSystemFileHandle; remove: () => Promise<void> }> {
  const root = await navigator.storage.getDirectory();
  const name = `${crypto.randomUUID()}.png`;
  const handle = await root.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(await fileOf(path));
  await writable.close();
  const remove = (): Promise<void> => root.removeEntry(name);
  onTestFinished(() => remove().catch(() => {}));
  return { handle, remove };
}

test.each<[string, () => unknown]>([
  ['a File', () => fileOf(FILE)],
  ['a Blob', async () => new Blob([await bytesOf(FILE)])],
  ['an ArrayBuffer', async () => (await bytesOf(FILE)).buffer],
  ['bytes', () => bytesOf(FILE)],
  [
    'bytes amid others',
    async () => {
      const bytes = await bytesOf(FILE);
      const more = new Uint8Array(bytes.length + 20);
      more.set(bytes, 9);
      return more.subarray(9, 9 + bytes.length);
    },
  ],
  ['a URL', () => new URL(addressOf(FILE), location.href)],
  ['an address', () => addressOf(FILE)],
  ['an address of its own content', async () => URL.createObjectURL(await fileOf(FILE))],
  ['a file handle', async () => (await opfsHandle(FILE)).handle],
])('the source can be %s', async (_, source) => {
  const picture = await loadImg((await source()) as Blob);
  expect(picture).toBeInstanceOf(PixelImage);
  expect(await shown(picture)).toBe(EXPECTED);
});

test.each(pictures)("equal to Keras' load_img, through the worker: $file", async ({ file, runs = [] }) => {
  const source = await fileOf(file);
  const received = await Promise.all(
    runs.map(async ({ result: _, ...options }) => shown(await loadImg(source, options))),
  );
  expect(received).toEqual(runs.map(({ result }) => result));
  expect(runs).toHaveLength(12);
});

test('WebP comes out as from Pillow', async () => {
  const file = 'decode/files/other/webp.jpg';
  const picture = await loadImg(await fileOf(file));
  expect(await shown(picture)).toBe(records.find((golden) => golden.file === file)!.rgb);
});

test('AVIF is loaded as the browser decodes it', async () => {
  // Not compared with Pillow: Firefox 153 repeats samples of colour in 4:2:0, which others interpolate.
  const source = await fileOf('decode/files/other/avif.jpg');
  const picture = await loadImg(source, { colorMode: 'rgba', targetSize: [8, 12], interpolation: 'bilinear' });
  expect(picture).toMatchObject({ mode: 'RGBA', width: 12, height: 8 });
  expect(picture.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
  expect(new Set(picture.data).size).toBeGreaterThan(10);
});

test('a picture can be drawn at once', async () => {
  const picture = await loadImg(await fileOf(FILE));
  const image = picture.toImageData();
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d', { willReadFrequently: true })!;
  context.putImageData(image, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  expect(Array.from(data.subarray(0, 8))).toEqual([
    ...picture.data.subarray(0, 3),
    255,
    ...picture.data.subarray(3, 6),
    255,
  ]);
});

test.each([
  ['L', Uint8Array.of(7, 200), [7, 7, 7, 255, 200, 200, 200, 255]],
  ['RGBA', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), [1, 2, 3, 4, 5, 6, 7, 8]],
  ['I;16', Uint16Array.of(7, 4863), [7, 7, 7, 255, 255, 255, 255, 255]],
  ['I', Int32Array.of(-5, 99), [0, 0, 0, 255, 99, 99, 99, 255]],
] as const)('mode %s is drawn as Pillow converts it', (mode, data, expected) => {
  expect([...new PixelImage(mode, 2, 1, data).toImageData().data]).toEqual(expected);
});

test('gray of 16 bits is kept as gray, and clipped as a colour', async () => {
  const source = await fileOf('pillow/files/png/gray-16-dark.png');
  const deep = await loadImg(source, { colorMode: 'grayscale' });
  const clipped = await loadImg(source);
  expect(deep.mode).toBe('I;16');
  expect(Array.from(clipped.data).filter((_, at) => at % 3 === 0)).toEqual(
    Array.from(deep.data, (value) => Math.min(value, 255)),
  );
  expect(Math.max(...deep.data)).toBeGreaterThan(255);
});

test.each<[string, () => unknown, object]>([
  [
    'an address that is not there',
    () => new URL('/no-such.png', 'http://localhost:9'),
    { tag: 'read', path: 'http://localhost:9/no-such.png' },
  ],
  ['a text', () => fileOf('decode/files/other/text.jpg'), { tag: 'decode', path: 'text.jpg' }],
  ['an empty file', () => new Blob([]), { tag: 'decode', message: expect.stringContaining('empty') }],
  [
    'a TIFF file',
    () => fileOf('decode/files/other/tiff.jpg'),
    { tag: 'decode', message: expect.stringContaining('TIFF') },
  ],
  [
    'a number',
    () => 7,
    { tag: 'invalid-option', option: 'source', message: expect.stringContaining('a Blob, a File') },
  ],
])('%s is refused', async (_, source, expected) => {
  const error = await loadImg((await source()) as Blob).catch((reason: unknown) => reason);
  expect(isImageDatasetError(error)).toBe(true);
  expect(error).toMatchObject(expected);
});

test("a server's answer is named", async () => {
  const original = globalThis.fetch;
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  globalThis.fetch = () => Promise.resolve(new Response(body, { status: 404, statusText: 'Not Found' }));
  onTestFinished(() => {
    globalThis.fetch = original;
  });
  await expect(loadImg('cat.png')).rejects.toMatchObject({
    tag: 'read',
    path: 'cat.png',
    message: expect.stringContaining('404 Not Found'),
  });
  // Nobody reads it, and its connection would wait.
  expect(cancel).toHaveBeenCalled();
});

test('a file that has been removed is named', async () => {
  const { handle, remove } = await opfsHandle(FILE);
  await remove();
  await expect(loadImg(handle)).rejects.toMatchObject({ tag: 'read', path: handle.name });
});

test('a size beyond all memory is refused, and the worker goes on', async () => {
  const source = await fileOf(FILE);
  const size = [300_000, 300_000] as const;
  await expect(loadImg(source, { targetSize: size })).rejects.toMatchObject({ tag: 'limit' });
  expect(await shown(await loadImg(source))).toBe(EXPECTED);
});

test('it rejects with the reason of the signal, before it begins and while it works', async () => {
  const source = await fileOf(FILE);
  await expect(loadImg(source, { signal: AbortSignal.abort('early') })).rejects.toBe('early');
  const controller = new AbortController();
  const loading = loadImg(source, { signal: controller.signal, targetSize: [3000, 3000], interpolation: 'lanczos' });
  controller.abort('late');
  await expect(loading).rejects.toBe('late');
  const fetching = loadImg(addressOf(FILE), { signal: AbortSignal.timeout(0) });
  await expect(fetching).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await shown(await loadImg(source))).toBe(EXPECTED);
});

test('one call after the other goes to the same worker', async () => {
  let started = 0;
  const worker = (): Worker => {
    started++;
    return new DecodeWorker();
  };
  const source = await fileOf(FILE);
  for (let call = 0; call < 5; call++) expect(await shown(await loadImg(source, { worker }))).toBe(EXPECTED);
  expect(started).toBe(1);
});

test('many at once come out each as asked for', async () => {
  const source = await fileOf(FILE);
  const sizes = Array.from({ length: 24 }, (_, index) => [index + 1, 30 - index] as const);
  const loaded = await Promise.all(sizes.map((targetSize) => loadImg(source, { targetSize })));
  expect(loaded.map(({ height, width }) => [height, width])).toEqual(sizes);
});
