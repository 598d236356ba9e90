import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadImg, PixelImage, type PixelMode, type SaveTarget, saveImg } from '../../src/index.ts';
import { bitmapOf } from '../../workers/browser-decoder.ts';
import { decodePng } from '../../workers/png-decoder.ts';
import { readSamples } from '../../workers/read-samples.ts';
import { Sink } from '../sink.ts';
import { exactAlphaTest, webPTest } from './abilities.ts';
import { opfsFolder } from './directory-opfs.ts';
import { goldenDirectory } from './golden-pictures.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const noise = (length: number): Bytes =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 15) & 255);

const rgb = (width = 5, height = 4): PixelImage => new PixelImage('RGB', width, height, noise(width * height * 3));

/** What the browser sees in a file: `[height, width, 4]`. */
async function seenIn(file: Bytes): Promise<Bytes> {
  const bitmap = await bitmapOf(file);
  try {
    return await readSamples(bitmap);
  } finally {
    bitmap.close();
  }
}

async function saved(img: PixelImage, options: Parameters<typeof saveImg>[2]): Promise<Bytes> {
  const sink = new Sink();
  await saveImg(sink, img, options);
  expect(sink.ended).toEqual(['closed']);
  return sink.bytes();
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at]! - b[at]!);
  return sum / a.length;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('PNG', () => {
  test.each([
    ['L', 1],
    ['RGB', 3],
    ['RGBA', 4],
  ] as const)('mode %s comes back exactly, by our decoder', async (mode, channels) => {
    const img = new PixelImage(mode, 37, 23, noise(37 * 23 * channels));
    expect(decodePng(await saved(img, { fileFormat: 'png' }), channels).data).toEqual(img.data);
  });

  test.each([
    ['L', 1],
    ['RGB', 3],
  ] as const)('mode %s comes back exactly, by the browser', async (mode, channels) => {
    const img = new PixelImage(mode, 37, 23, noise(37 * 23 * channels));
    expect([...(await seenIn(await saved(img, { fileFormat: 'png' })))]).toEqual([...img.toImageData().data]);
  });

  exactAlphaTest('mode RGBA comes back exactly, by the browser', async () => {
    const img = new PixelImage('RGBA', 37, 23, noise(37 * 23 * 4));
    expect([...(await seenIn(await saved(img, { fileFormat: 'png' })))]).toEqual([...img.data]);
  });

  test.each([
    ['L', 'grayscale', noise(37 * 23)],
    ['RGB', 'rgb', noise(37 * 23 * 3)],
    ['RGBA', 'rgba', noise(37 * 23 * 4)],
    ['I;16', 'grayscale', new Uint16Array(noise(37 * 23 * 2).buffer)],
  ] as const)('mode %s is loaded again as it was saved', async (mode, colorMode, data) => {
    const img = new PixelImage(mode, 37, 23, data);
    expect(await loadImg(await saved(img, { fileFormat: 'png' }), { colorMode })).toEqual(img);
  });

  test('mode I;16 shows in 8 bits as the same gray', async () => {
    // Multiples of 257 are the same whether a browser rounds or cuts off.
    const img = new PixelImage('I;16', 2, 2, Uint16Array.of(0, 257, 257 * 18, 65535));
    const file = await saved(img, { fileFormat: 'PNG' });
    expect([...decodePng(file, 1).data]).toEqual([0, 1, 18, 255]);
    expect([...(await seenIn(file))].filter((_, at) => at % 4 === 0)).toEqual([0, 1, 18, 255]);
  });
});

test('the page gets its turn while a large picture is written as PNG', async () => {
  let turns = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns++;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  onTestFinished(() => port1.close());
  await saved(new PixelImage('RGBA', 1000, 1000, noise(4_000_000)), { fileFormat: 'png' });
  // Once at least for each quarter of a megabyte.
  expect(turns).toBeGreaterThan(14);
});

describe('JPEG', () => {
  const goldens = import.meta.glob<string>('../goldens/saved/*.jpg', { query: '?url', import: 'default', eager: true });

  async function sample(name: string): Promise<PixelImage> {
    const path = `png/${name}.png`;
    const file = new Uint8Array(await (await (await goldenDirectory([path])).open(path)).arrayBuffer());
    const mode = name.startsWith('gray') ? 'L' : 'RGB';
    const { width, height, data } = decodePng(file, mode === 'L' ? 1 : 3);
    return new PixelImage(mode, width, height, data);
  }

  // Chromium, Firefox and Pillow have one encoder, libjpeg-turbo, with the same tables and the same halved colours.
  test.each(Object.keys(goldens))("%s: Pillow's own", async (path) => {
    const [, name, quality] = /([a-z-]+)\.(\w+)\.jpg$/.exec(path)!;
    const options = quality === 'default' ? {} : { quality: Number(quality) };
    const ours = await seenIn(await saved(await sample(name!), { fileFormat: 'jpg', ...options }));
    const pillows = await seenIn(new Uint8Array(await (await fetch(goldens[path]!)).arrayBuffer()));
    expect(meanDifference(ours, pillows)).toBe(0);
  });

  test('mode RGBA loses its alpha and keeps its colours, with the warning of Keras', async () => {
    const colors = [200, 100, 50];
    const data = Uint8Array.from({ length: 16 * 16 * 4 }, (_, at) => colors[at % 4] ?? 0);
    const sink = new Sink();
    const result = await saveImg(sink, new PixelImage('RGBA', 16, 16, data), { fileFormat: 'jpeg' });
    expect(result).toEqual({
      format: 'jpeg',
      warnings: ['The JPEG format does not support RGBA images, converting to RGB.'],
    });
    const seen = await seenIn(await sink.bytes());
    expect(meanDifference(seen.slice(0, 4), [...colors, 255])).toBeLessThan(2);
  });

  test.each(['I', 'I;16'] as const)('mode %s: refused as in Pillow, saying what to do', async (mode) => {
    const data = mode === 'I' ? Int32Array.of(300) : Uint16Array.of(300);
    const sink = new Sink();
    await expect(saveImg(sink, new PixelImage(mode, 1, 1, data), { fileFormat: 'jpeg' })).rejects.toMatchObject({
      tag: 'save',
      message: expect.stringContaining(`cannot write mode ${mode} as JPEG. Save it as PNG`),
    });
    expect(sink.locked).toBe(false);
  });

  test('less quality takes less room', async () => {
    const img = await sample('rgb-portrait');
    const sizes = await Promise.all(
      [10, 75, 95].map(async (quality) => (await saved(img, { fileFormat: 'jpeg', quality })).length),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes[0]).toBeLessThan(sizes[2]! / 3);
  });

  test('a picture too large for a canvas: refused, and PNG takes it', async () => {
    const img = new PixelImage('L', 70_000, 1, new Uint8Array(70_000));
    await expect(saved(img, { fileFormat: 'jpeg' })).rejects.toMatchObject({
      tag: 'save',
      message: expect.stringContaining("save it as '.png'"),
    });
    expect(decodePng(await saved(img, { fileFormat: 'png' }), 1).width).toBe(70_000);
  });
});

describe('WebP', () => {
  webPTest('at quality 100 opaque pixels come back exactly', async () => {
    const img = rgb(20, 10);
    const file = await saved(img, { fileFormat: 'webp', quality: 100 });
    expect(new TextDecoder().decode(file.subarray(8, 12))).toBe('WEBP');
    expect([...(await seenIn(file))]).toEqual([...img.toImageData().data]);
  });

  webPTest('the quality is 80 where none is given, as in Pillow', async () => {
    const img = rgb(200, 150);
    const [byDefault, ...others] = await Promise.all(
      [{}, { quality: 80 }, { quality: 75 }].map((quality) => saved(img, { fileFormat: 'webp', ...quality })),
    );
    expect(others.map(({ length }) => length === byDefault!.length)).toEqual([true, false]);
  });

  webPTest('more than 8 bits are cut off, with a warning', async () => {
    const sink = new Sink();
    const img = new PixelImage('I;16', 3, 1, Uint16Array.of(0, 200, 5000));
    const { warnings } = await saveImg(sink, img, { fileFormat: 'webp', quality: 100 });
    expect(warnings).toEqual([expect.stringContaining('what is above 255 becomes 255')]);
    expect([...(await seenIn(await sink.bytes()))].filter((_, at) => at % 4 === 0)).toEqual([0, 200, 255]);
  });

  test('is refused by name where the browser writes PNG in its place', async () => {
    const png = new Blob([], { type: 'image/png' });
    vi.spyOn(OffscreenCanvas.prototype, 'convertToBlob').mockResolvedValue(png);
    await expect(saved(rgb(), { fileFormat: 'webp' })).rejects.toMatchObject({
      tag: 'unsupported',
      received: 'webp',
      allowed: ['png', 'jpeg'],
      message: expect.stringContaining("This browser can't write WEBP files"),
    });
  });
});

const contentOf = async (folder: FileSystemDirectoryHandle, name: string): Promise<string> =>
  (await (await folder.getFileHandle(name)).getFile()).text();

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names.sort();
}

async function savedIn(folder: FileSystemDirectoryHandle, name: string): Promise<number[]> {
  const file = await (await folder.getFileHandle(name)).getFile();
  return [...decodePng(new Uint8Array(await file.arrayBuffer()), 3).data];
}

/** A handle of a real file whose stream is opened by `open`. */
const handleWith = (name: string, open: () => Promise<WritableStream>): FileSystemFileHandle =>
  ({ kind: 'file', name, createWritable: open }) as unknown as FileSystemFileHandle;

describe("a file's handle", () => {
  test('is written whole, over a longer file', async () => {
    const folder = await opfsFolder(['a.png']);
    const handle = await folder.getFileHandle('a.png');
    const writable = await handle.createWritable();
    await writable.write(noise(10_000));
    await writable.close();
    expect(await saveImg(handle, rgb())).toEqual({ format: 'png', warnings: [] });
    expect(await savedIn(folder, 'a.png')).toEqual([...rgb().data]);
  });

  test('stays as it was where writing fails', async () => {
    const folder = await opfsFolder(['a.png']);
    const real = await folder.getFileHandle('a.png');
    const full = new DOMException('no room', 'QuotaExceededError');
    const handle = handleWith('a.png', async () => {
      const writable = await real.createWritable();
      onTestFinished(() => writable.abort().catch(() => {}));
      return new WritableStream({
        async write(part) {
          await writable.write(part);
          throw full;
        },
        close: () => writable.close(),
      });
    });
    await expect(saveImg(handle, rgb())).rejects.toMatchObject({
      tag: 'save',
      path: 'a.png',
      cause: full,
      message: expect.stringMatching(/'a.png' can't be written \(QuotaExceededError: no room\). Make room/),
    });
    expect(await contentOf(folder, 'a.png')).toBe('a.png');
  });

  test('stays as it was, and open to others, after an abort in the midst of writing', async () => {
    const folder = await opfsFolder(['a.png']);
    const real = await folder.getFileHandle('a.png');
    const abort = new AbortController();
    const handle = handleWith('a.png', async () => {
      const writable = await real.createWritable();
      setTimeout(() => abort.abort(new Error('enough')));
      return new WritableStream({
        async write(part) {
          await writable.write(part);
          await new Promise((resolve) => setTimeout(resolve, 50));
        },
        close: () => writable.close(),
        abort: (reason) => writable.abort(reason),
      });
    });
    await expect(saveImg(handle, rgb(), { signal: abort.signal })).rejects.toThrow('enough');
    expect(await contentOf(folder, 'a.png')).toBe('a.png');
    await saveImg(real, rgb());
    expect(await savedIn(folder, 'a.png')).toEqual([...rgb().data]);
  });

  test('that opens only after the abort is let go of', async () => {
    const folder = await opfsFolder(['a.png']);
    const real = await folder.getFileHandle('a.png');
    const abort = new AbortController();
    const aborted = vi.fn();
    const handle = handleWith('a.png', async () => {
      abort.abort(new Error('enough'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      const writable = await real.createWritable();
      return new WritableStream({ abort: (reason) => writable.abort(reason).then(aborted) });
    });
    await expect(saveImg(handle, rgb(), { signal: abort.signal })).rejects.toThrow('enough');
    await expect.poll(() => aborted).toHaveBeenCalled();
    expect(await contentOf(folder, 'a.png')).toBe('a.png');
  });

  test('is not touched by a picture that the format cannot hold', async () => {
    const open = vi.fn();
    const img = new PixelImage('I', 1, 1, Int32Array.of(300));
    await expect(saveImg(handleWith('a.png', open), img)).rejects.toMatchObject({
      tag: 'save',
      message: expect.stringMatching(/^cannot write mode I as PNG. For 16 bits, save new PixelImage\('I;16'/),
    });
    expect(open).not.toHaveBeenCalled();
  });

  test('that may not be written: refused, saying how to ask', async () => {
    const handle = handleWith('a.png', () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await expect(saveImg(handle, rgb())).rejects.toMatchObject({
      tag: 'permission',
      path: 'a.png',
      message: expect.stringContaining("requestPermission({ mode: 'readwrite' })"),
    });
  });

  test('of a browser that cannot write to handles on a page: refused, saying what else there is', async () => {
    const handle = { kind: 'file', name: 'a.png' } as FileSystemFileHandle;
    await expect(saveImg(handle, rgb())).rejects.toMatchObject({
      tag: 'save',
      message: expect.stringContaining('as a download'),
    });
  });
});

describe("a folder's handle", () => {
  test('gets a new file', async () => {
    const directory = await opfsFolder([]);
    await saveImg({ directory, name: 'new.png' }, rgb());
    expect(await savedIn(directory, 'new.png')).toEqual([...rgb().data]);
  });

  test('gets a file in place of an old one', async () => {
    const directory = await opfsFolder(['a.png', 'b.png']);
    await saveImg({ directory, name: 'a.png' }, rgb());
    expect(await savedIn(directory, 'a.png')).toEqual([...rgb().data]);
    expect(await contentOf(directory, 'b.png')).toBe('b.png');
  });

  test('gets no empty file where writing fails, and an old file stays', async () => {
    const directory = await opfsFolder(['old.png']);
    const fails = new DOMException('locked', 'NoModificationAllowedError');
    vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockRejectedValue(fails);
    for (const name of ['new.png', 'old.png']) {
      await expect(saveImg({ directory, name }, rgb())).rejects.toMatchObject({
        tag: 'save',
        path: name,
        cause: fails,
      });
    }
    expect(await namesIn(directory)).toEqual(['old.png']);
    expect(await contentOf(directory, 'old.png')).toBe('old.png');
  });

  test.each(['before', 'after'])('gets no empty file where the signal aborts %s its stream is open', async (when) => {
    const directory = await opfsFolder([]);
    const abort = new AbortController();
    const open = FileSystemFileHandle.prototype.createWritable;
    vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementation(async function (
      this: FileSystemFileHandle,
    ) {
      if (when === 'before') abort.abort('enough');
      const writable = await open.call(this);
      abort.abort('enough');
      return writable;
    });
    await expect(saveImg({ directory, name: 'new.png' }, rgb(), { signal: abort.signal })).rejects.toBe('enough');
    await expect.poll(() => namesIn(directory)).toEqual([]);
  });

  // A bug: the browser was asked to make the file for a save that was over.
  test('is not made where the signal aborts while it is looked for', async () => {
    const directory = await opfsFolder([]);
    const abort = new AbortController();
    const make = FileSystemDirectoryHandle.prototype.getFileHandle;
    const asked = vi.spyOn(FileSystemDirectoryHandle.prototype, 'getFileHandle').mockImplementationOnce(function (
      this: FileSystemDirectoryHandle,
      name,
      options,
    ) {
      abort.abort('enough');
      return make.call(this, name, options);
    });
    await expect(saveImg({ directory, name: 'a.png' }, rgb(), { signal: abort.signal })).rejects.toBe('enough');
    expect(asked).toHaveBeenCalledOnce();
  });

  // The aborted one took the file away, with the picture that was in it by then.
  test('keeps a newer picture of the name for which an aborted one made the file', async () => {
    const directory = await opfsFolder([]);
    const abort = new AbortController();
    const open = FileSystemFileHandle.prototype.createWritable;
    let goOn = (): void => {};
    vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementationOnce(async function (
      this: FileSystemFileHandle,
    ) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return open.call(this);
    });
    const removed = vi.spyOn(FileSystemDirectoryHandle.prototype, 'removeEntry');
    const read = vi.spyOn(FileSystemFileHandle.prototype, 'getFile');
    const aborted = saveImg({ directory, name: 'a.png' }, rgb(), { signal: abort.signal });
    await expect.poll(() => namesIn(directory)).toEqual(['a.png']);
    abort.abort('enough');
    await expect(aborted).rejects.toBe('enough');
    await saveImg({ directory, name: 'a.png' }, rgb());
    goOn();
    await expect.poll(() => read.mock.calls.length + removed.mock.calls.length).toBeGreaterThan(0);
    expect(removed).not.toHaveBeenCalled();
    expect(await savedIn(directory, 'a.png')).toEqual([...rgb().data]);
  });

  test('does not wait for a permission after an abort', async () => {
    const directory = await opfsFolder([]);
    const abort = new AbortController();
    const make = FileSystemDirectoryHandle.prototype.getFileHandle;
    let allow = (): void => {};
    vi.spyOn(FileSystemDirectoryHandle.prototype, 'getFileHandle').mockImplementation(async function (
      this: FileSystemDirectoryHandle,
      name,
      options,
    ) {
      if (options?.create) {
        const asked = new Promise<void>((resolve) => {
          allow = resolve;
        });
        abort.abort('enough');
        await asked;
      }
      return make.call(this, name, options);
    });
    await expect(saveImg({ directory, name: 'a.png' }, rgb(), { signal: abort.signal })).rejects.toBe('enough');
    allow();
    // What is made when it is allowed after all goes again.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect.poll(() => namesIn(directory)).toEqual([]);
  });

  test.each([
    ['is a folder already', 'taken.png', /There is a folder of that name/],
    ['is not allowed', 'a/b.png', /See whether its name is allowed/],
  ])('whose name %s: refused', async (_, name, message) => {
    const directory = await opfsFolder(['taken.png/']);
    await expect(saveImg({ directory, name }, rgb())).rejects.toMatchObject({
      tag: 'save',
      path: name,
      message: expect.stringMatching(message),
    });
  });
});

describe('a stream', () => {
  test('that fails: its error is told', async () => {
    const cause = new Error('broken pipe');
    const stream = new WritableStream({ write: () => Promise.reject(cause) });
    await expect(saveImg(stream, rgb(), { fileFormat: 'png' })).rejects.toMatchObject({ tag: 'save', cause });
  });

  test('is aborted with the reason of the signal', async () => {
    const abort = new AbortController();
    const ended: unknown[] = [];
    const stream = new WritableStream({
      write: () => abort.abort('enough'),
      abort: (reason) => void ended.push(reason),
    });
    await expect(saveImg(stream, rgb(), { fileFormat: 'png', signal: abort.signal })).rejects.toBe('enough');
    expect(ended).toEqual(['enough']);
  });

  test('is not begun where the signal aborts while the picture is being encoded', async () => {
    const abort = new AbortController();
    const sink = new Sink();
    const saving = saveImg(sink, rgb(1000, 1000), { fileFormat: 'png', signal: abort.signal });
    setTimeout(() => abort.abort('enough'));
    await expect(saving).rejects.toBe('enough');
    expect([sink.parts.length, sink.ended.length, sink.locked]).toEqual([0, 0, false]);
  });
});

describe('a name', () => {
  test('is a download of that name, whose memory goes after a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const clicked: HTMLAnchorElement[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(this);
    });
    expect(await saveImg('my picture.png', rgb())).toEqual({ format: 'png', warnings: [] });
    expect(clicked.map(({ download }) => download)).toEqual(['my picture.png']);
    const { href } = clicked[0]!;
    const file = await (await fetch(href)).blob();
    expect(file.type).toBe('image/png');
    expect([...decodePng(new Uint8Array(await file.arrayBuffer()), 3).data]).toEqual([...rgb().data]);
    vi.advanceTimersByTime(60_000);
    await expect(fetch(href)).rejects.toThrow(TypeError);
  });
});

test.each<readonly [string, (sink: Sink) => SaveTarget, PixelMode]>([
  ['a stream', (sink) => sink, 'RGB'],
  ['a download', () => 'a.png', 'RGB'],
])('an abort beforehand leaves %s alone', async (_, target) => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  const sink = new Sink();
  const options = { fileFormat: 'png', signal: AbortSignal.abort('enough') } as const;
  await expect(saveImg(target(sink), rgb(), options)).rejects.toBe('enough');
  expect([sink.locked, sink.parts.length, click.mock.calls.length]).toEqual([false, 0, 0]);
});
