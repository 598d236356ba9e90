import * as tf from '@tensorflow/tfjs';
import * as Comlink from 'comlink';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { directoryFromFiles, type ImageDatasetOptions, imageDatasetFromDirectory, loadImg } from '../../src/index.ts';
import { READS_PER_WORKER } from '../../src/preparation.ts';
import DecodeWorker from '../../workers/decode.worker.ts?worker';
import type { DecodeWorker as Calls } from '../../workers/protocol.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { gpuTest, staleFileTest } from './abilities.ts';
import { opfsFolder } from './directory-opfs.ts';
import { engines, useBackend } from './engines.ts';
import { hangingWorkers } from './hanging-workers.ts';
import { watchBudgets } from './held-bytes.ts';
import SilentDiskWorker from './silent-disk.worker.ts?worker';
import SlowDiskWorker from './slow-disk.worker.ts?worker';
import { numberedDirectory, numberOf } from './tiny-pictures.ts';
import { kill, watchWorkers } from './watched-workers.ts';

beforeAll(useBackend);

afterEach(() => {
  vi.useRealTimers();
  expect(tf.memory().numTensors).toBe(0);
});

/** Waits for workers go by in turns of this clock. */
const PATIENCE = { toFake: ['setInterval', 'clearInterval'] } satisfies Parameters<typeof vi.useFakeTimers>[0];

const options = { labels: null, verbose: false, shuffle: false, imageSize: 1, batchSize: 2, workers: 1 } as const;

const bmp = (number: number, path = `${number}.bmp`) => ({ path, file: new File([numberedBmp(number)], path) });
const bad = (path: string) => ({ path, file: new File(['no picture'], path) });

/** The numbers of the pictures of an epoch, or the errors of its batches. */
async function numbersOf(dataset: tf.data.Dataset<tf.Tensor>): Promise<(number | string)[]> {
  const found: (number | string)[] = [];
  const iterator = await dataset.iterator();
  for (;;) {
    try {
      const { value, done } = await iterator.next();
      if (done) return found;
      const pixels = await value.data();
      for (let at = 0; at < pixels.length; at += 3) found.push(numberOf(pixels.subarray(at, at + 3)));
      value.dispose();
    } catch (error) {
      found.push((error as Error).message);
    }
  }
}

async function write(folder: FileSystemDirectoryHandle, name: string, content: BlobPart): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(content);
  await writable.close();
}

/** Workers of which the first `count` die when they have something to say after the handshake. */
function dyingWorkers(count: number): { readonly worker: () => Worker; readonly started: readonly Worker[] } {
  const started: Worker[] = [];
  const worker = (): Worker => {
    const made = new DecodeWorker();
    let messages = 0;
    made.addEventListener('message', () => {
      if (++messages === 2) made.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    });
    if (started.push(made) > count) messages = Number.NEGATIVE_INFINITY;
    return made;
  };
  return { worker, started };
}

describe.each(engines)('on engine %s', (engine) => {
  const open = (directory: Parameters<typeof imageDatasetFromDirectory>[0], more: ImageDatasetOptions = {}) =>
    imageDatasetFromDirectory(directory, { ...options, engine, ...more } as typeof options);

  test('verify names the bad files beforehand, uses no epoch and corrects the size', async () => {
    const directory = directoryFromFiles([bmp(0), bad('1.bmp'), bmp(2), bmp(3), bad('4.jpg')]);
    const dataset = await open(directory, { onError: 'skip' });
    expect(dataset.size).toBe(3);
    const progress = vi.fn();
    const badFiles = await dataset.verify({ onProgress: progress });
    expect(badFiles).toMatchObject([
      { path: '1.bmp', error: { tag: 'decode', path: '1.bmp' } },
      { path: '4.jpg', error: { tag: 'decode', path: '4.jpg' } },
    ]);
    expect(progress.mock.calls.map(([{ checked, bad }]) => [checked, bad])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 2],
    ]);
    expect(dataset.size).toBe(2);
    expect(dataset.report.skipped).toEqual(badFiles);
    expect(await numbersOf(dataset)).toEqual([0, 2, 3]);
    expect(dataset.report.timings.pictures).toBe(3);
    dataset.dispose();
  });

  test('verify leaves the order of the first epoch what it is', async () => {
    const shuffled = { shuffle: true, seed: 5 };
    const [plain, verified] = await Promise.all([
      open(numberedDirectory(9), shuffled),
      open(numberedDirectory(9), shuffled),
    ]);
    expect(await verified!.verify()).toEqual([]);
    expect(await numbersOf(verified!)).toEqual(await numbersOf(plain!));
    for (const dataset of [plain!, verified!]) dataset.dispose();
  });

  test("verify says under onError: 'raise' too what is wrong, and a file that was mended is good again", async () => {
    const folder = await opfsFolder([]);
    await write(folder, '1.bmp', numberedBmp(1));
    await write(folder, '2.bmp', 'no picture');
    const raising = await open(folder);
    const skipping = await open(folder, { onError: 'skip' });
    for (const dataset of [raising, skipping]) expect(await dataset.verify()).toMatchObject([{ path: '2.bmp' }]);
    expect(raising.report.skipped).toEqual([]);
    expect(await numbersOf(skipping)).toEqual([1]);
    await write(folder, '2.bmp', numberedBmp(2));
    for (const dataset of [raising, skipping]) {
      expect(await dataset.verify()).toEqual([]);
      expect(await numbersOf(dataset)).toEqual([1, 2]);
      dataset.dispose();
    }
  });

  // After a verify() that took long, decoding was what limited any run.
  test('verify says nothing of what limits a run, and knows its options', async () => {
    const dataset = await open(numberedDirectory(6));
    const { timings } = dataset.report;
    await dataset.verify();
    expect(dataset.report.timings).toEqual(timings);
    const unknown = { onprogress: () => {} } as object;
    await expect(dataset.verify(unknown)).rejects.toMatchObject({ tag: 'invalid-option', option: 'onprogress' });
    const wrong = { onProgress: true } as unknown as object;
    await expect(dataset.verify(wrong)).rejects.toMatchObject({ tag: 'invalid-option', option: 'onProgress' });
    dataset.dispose();
  });

  test('verify fills a cache', async () => {
    const dataset = await open(numberedDirectory(4), { cache: 'memory' });
    await dataset.verify();
    await numbersOf(dataset);
    expect(dataset.report).toMatchObject({ cache: { hits: 4 }, timings: { pictures: 0 } });
    dataset.dispose();
  });

  test('verify ends with its signal and with the dataset', async () => {
    const dataset = await open(numberedDirectory(40));
    const abort = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ checked }: { readonly checked: number }): void => {
      if (checked === 3) abort.abort(reason);
    };
    await expect(dataset.verify({ signal: abort.signal, onProgress })).rejects.toBe(reason);
    expect(await numbersOf(dataset)).toHaveLength(40);
    const pending = expect(dataset.verify()).rejects.toMatchObject({ name: 'AbortError' });
    dataset.dispose();
    await pending;
  });

  staleFileTest('a file that was written to after it was opened is opened once more', async () => {
    const folder = await opfsFolder([]);
    await write(folder, '1.bmp', numberedBmp(1));
    const getFile = FileSystemFileHandle.prototype.getFile;
    const opened = vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockImplementationOnce(async function (
      this: FileSystemFileHandle,
    ) {
      const file = await getFile.call(this);
      await write(folder, '1.bmp', numberedBmp(2, 3, 3));
      return file;
    });
    const dataset = await open(folder);
    expect(await numbersOf(dataset)).toEqual([2]);
    expect(opened).toHaveBeenCalledTimes(2);
    opened.mockRestore();
    dataset.dispose();
  });

  test('a file that is gone fails by name, and the others come', async () => {
    const folder = await opfsFolder([]);
    for (const number of [1, 2, 3]) await write(folder, `${number}.bmp`, numberedBmp(number));
    const dataset = await open(folder, { batchSize: 1 });
    await folder.removeEntry('2.bmp');
    expect(await numbersOf(dataset)).toEqual([1, expect.stringMatching(/2\.bmp.* is not there any more/), 3]);
    dataset.dispose();
  });

  test('a file that is gone is tried again without a turn, for those behind it have all turns and wait for it', async () => {
    const folder = await opfsFolder([]);
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    for (const number of numbers) await write(folder, `${10 + number}.bmp`, numberedBmp(number));
    const dataset = await open(folder, { batchSize: 40, onError: 'skip', workers: 1 });
    await folder.removeEntry('11.bmp');
    expect(await numbersOf(dataset)).toEqual(numbers.filter((number) => number !== 1));
    expect(dataset.report.skipped).toMatchObject([{ path: '11.bmp', error: { tag: 'read' } }]);
    dataset.dispose();
  });

  test('a file that was replaced by a folder fails by name', async () => {
    const folder = await opfsFolder([]);
    for (const number of [1, 2]) await write(folder, `${number}.bmp`, numberedBmp(number));
    const dataset = await open(folder, { onError: 'skip' });
    await folder.removeEntry('2.bmp');
    await folder.getDirectoryHandle('2.bmp', { create: true });
    expect(await numbersOf(dataset)).toEqual([1]);
    // Chromium opens a folder of the origin-private file system as an empty file, one on disk not at all.
    expect(dataset.report.skipped).toMatchObject([
      { path: '2.bmp', error: { tag: expect.stringMatching(/^(read|decode)$/) } },
    ]);
    dataset.dispose();
  });

  test('pictures of a worker that dies are made by another one', async () => {
    const started: Worker[] = [];
    const worker = (): Worker => {
      started.push(new DecodeWorker());
      return started.at(-1)!;
    };
    const dataset = await open(numberedDirectory(60), { worker, batchSize: 4 });
    const numbers: number[] = [];
    for await (const { xs } of dataset.batches()) {
      const pixels = await xs.data();
      for (let at = 0; at < pixels.length; at += 3) numbers.push(numberOf(pixels.subarray(at, at + 3)));
      xs.dispose();
      if (started.length === 1) started[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    }
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, number) => number));
    expect(started).toHaveLength(2);
    dataset.dispose();
  });

  // Those that waited for the bytes of the picture held all turns to open files, and it waited for one of them, for ever.
  test('a picture whose worker dies is made by another one, though many wait for its memory', async () => {
    const held = watchBudgets();
    onTestFinished(() => void vi.restoreAllMocks());
    const { worker, started, hung } = hangingWorkers('prepare', 1);
    const dataset = await open(numberedDirectory(60), { worker, batchSize: 30, maxBytesInFlight: 1 });
    const numbers = numbersOf(dataset);
    await hung(1);
    // All that have a turn, but for one that the worker does not read any more.
    await expect.poll(() => held().waiting).toBe(READS_PER_WORKER - 1);
    kill(started[0]!);
    expect(await numbers).toEqual(Array.from({ length: 60 }, (_, number) => number));
    expect(started).toHaveLength(2);
    dataset.dispose();
  });

  test('a worker that dies again and again is an error that names the file', async () => {
    const { worker, started } = dyingWorkers(99);
    const dataset = await open(directoryFromFiles([bmp(1)]), { worker });
    const [message] = await numbersOf(dataset);
    expect(message).toMatch(/worker.*'1\.bmp'/);
    expect(started).toHaveLength(3);
    dataset.dispose();
  });

  test('a picture over which workers hang fails by name, and those decoded with it are made by other workers', async () => {
    const { worker, started, hung } = hangingWorkers('prepare');
    const dataset = await open(numberedDirectory(6), { worker, onError: 'skip' });
    vi.useFakeTimers(PATIENCE);
    const all = numbersOf(dataset);
    // With others, and alone.
    for (const count of [1, 2]) {
      await hung(count);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(await all).toEqual([1, 2, 3, 4, 5]);
    expect(dataset.report.skipped).toMatchObject([
      { path: 'a/00000.bmp', error: { tag: 'decode', message: expect.stringContaining('did not end within 60 s') } },
    ]);
    expect(started).toHaveLength(3);
    dataset.dispose();
  });

  test('a picture over which a worker hangs is blamed at once if it was decoded alone', async () => {
    const { worker, started, hung } = hangingWorkers('prepare');
    const dataset = await open(numberedDirectory(3), { worker, onError: 'skip', maxBytesInFlight: 1 });
    vi.useFakeTimers(PATIENCE);
    const all = numbersOf(dataset);
    await hung(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await all).toEqual([1, 2]);
    expect(dataset.report.skipped).toMatchObject([{ path: 'a/00000.bmp', error: { tag: 'decode' } }]);
    expect(started).toHaveLength(2);
    dataset.dispose();
  });

  // It was waited for, for ever.
  test('a file over which workers hang when they read it fails by name, and those read with it are read again', async () => {
    const { worker, started, hung } = hangingWorkers('open');
    const dataset = await open(numberedDirectory(6), { worker, onError: 'skip' });
    vi.useFakeTimers(PATIENCE);
    const all = numbersOf(dataset);
    for (const count of [1, 2]) {
      await hung(count);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(await all).toEqual([1, 2, 3, 4, 5]);
    expect(dataset.report.skipped).toMatchObject([
      { path: 'a/00000.bmp', error: { tag: 'read', message: expect.stringContaining('did not answer for 60 s') } },
    ]);
    expect(started).toHaveLength(3);
    dataset.dispose();
  });

  test('a file of which its disk gives nothing fails by name, and slow ones come', async () => {
    const started: Worker[] = [];
    const worker = (): Worker => {
      started.push(new SilentDiskWorker());
      return started.at(-1)!;
    };
    const lost = { path: '2.bmp', file: new File([numberedBmp(2, 2, 2)], '2.bmp') };
    const dataset = await open(directoryFromFiles([bmp(1), lost, bmp(3)]), { worker, onError: 'skip' });
    expect(await numbersOf(dataset)).toEqual([1, 3]);
    expect(dataset.report.skipped).toMatchObject([
      { path: '2.bmp', error: { tag: 'read', message: expect.stringContaining('nothing came of it for 15 s') } },
    ]);
    expect(started).toHaveLength(1);
    dataset.dispose();
  });

  test('a file that its disk does not open fails by name', async () => {
    const folder = await opfsFolder([]);
    for (const number of [1, 2]) await write(folder, `${number}.bmp`, numberedBmp(number));
    const getFile = FileSystemFileHandle.prototype.getFile;
    let asked = 0;
    const { worker, answering } = watchWorkers();
    const opened = vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockImplementation(function (
      this: FileSystemFileHandle,
    ) {
      if (this.name !== '2.bmp') return getFile.call(this);
      asked++;
      return new Promise(() => {});
    });
    const dataset = await open(folder, { onError: 'skip', worker });
    vi.useFakeTimers(PATIENCE);
    const all = numbersOf(dataset);
    for (const count of [1, 2]) {
      while (asked < count || answering.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(await all).toEqual([1]);
    expect(dataset.report.skipped).toMatchObject([
      { path: '2.bmp', error: { tag: 'read', message: expect.stringContaining('did not open it within 30 s') } },
    ]);
    opened.mockRestore();
    dataset.dispose();
  });
});

// It was waited for, for ever.
test("a worker that hangs over what the browser's decoding does is an error that says so", async () => {
  const { worker, hung } = hangingWorkers('probe');
  const dataset = await imageDatasetFromDirectory(numberedDirectory(4), { ...options, worker, decode: 'browser' });
  vi.useFakeTimers(PATIENCE);
  const failed = expect((await dataset.iterator()).next()).rejects.toMatchObject({
    tag: 'unsupported',
    message: expect.stringContaining('did not end within 60 s'),
  });
  await hung(1);
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  dataset.dispose();
});

// It failed its batch without a path, and under 'skip' the epoch.
gpuTest('a single picture that exceeds what the GPU binds is a fault of its file', async () => {
  const limits = (['maxBufferSize', 'maxStorageBufferBindingSize'] as const).map((name) =>
    vi.spyOn(GPUSupportedLimits.prototype, name, 'get').mockReturnValue(10_000),
  );
  // 100 × 100 pixels of three bytes, and 24 bytes of taps.
  const large = { path: '2.bmp', file: new File([numberedBmp(2, 100, 100)], '2.bmp') };
  const directory = directoryFromFiles([bmp(1), large, bmp(3)]);
  const open = (onError: 'raise' | 'skip', cache: 'memory' | false) =>
    imageDatasetFromDirectory(directory, { ...options, engine: 'webgpu', batchSize: 1, onError, cache });
  const fault = { path: '2.bmp', error: { tag: 'limit', path: '2.bmp', received: 30_024, allowed: 10_000 } };

  const raising = await open('raise', false);
  expect(await numbersOf(raising)).toEqual([1, expect.stringMatching(/'2\.bmp'.* 10000 .*engine: 'cpu'/), 3]);
  raising.dispose();
  for (const cache of [false, 'memory'] as const) {
    const skipping = await open('skip', cache);
    expect(await numbersOf(skipping)).toEqual([1, 3]);
    expect(skipping.report.skipped).toMatchObject([fault]);
    expect(await skipping.verify()).toMatchObject([fault]);
    expect(skipping.size).toBe(2);
    expect(await numbersOf(skipping)).toEqual([1, 3]);
    skipping.dispose();
  }
  for (const limit of limits) limit.mockRestore();
});

// It was one of zeros: tfjs' copy was made outside of the engine's error scopes.
gpuTest('a batch that the GPU has no memory to copy for tfjs rejects, and leaves no tensor', async () => {
  const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
  const { createBuffer } = device;
  // What tfjs creates has no name. A buffer without memory is there all the same, as one that was destroyed is.
  const refusing = vi.spyOn(device, 'createBuffer').mockImplementation((descriptor) => {
    const buffer = createBuffer.call(device, descriptor);
    if (!descriptor.label) buffer.destroy();
    return buffer;
  });
  // A size of its own: tfjs would give the refused buffer to others.
  const odd = { ...options, engine: 'webgpu', imageSize: [3, 41] } as const;
  const dataset = await imageDatasetFromDirectory(numberedDirectory(2), odd);
  await expect((await dataset.iterator()).next()).rejects.toMatchObject({ tag: 'gpu' });
  refusing.mockRestore();
  dataset.dispose();
});

test('loadImg is made once more where its worker dies', async () => {
  const { worker, started } = dyingWorkers(1);
  const { data } = await loadImg(bmp(700).file, { worker });
  expect(numberOf(data)).toBe(700);
  expect(started).toHaveLength(2);
});

describe('loadImg on a slow disk', () => {
  const slow = (number: number): File => new File([numberedBmp(number, 2, 2)], `${number}.bmp`);
  /** Runs `work` while the disk gives nothing. */
  const whileSilent = (work: () => Promise<void>): Promise<void> => navigator.locks.request('disk', work);
  const asked = async (): Promise<void> => {
    while (!(await navigator.locks.query()).pending?.length) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const slowWorkers = (): { readonly worker: () => Worker; readonly started: readonly Worker[] } => {
    const started: Worker[] = [];
    const worker = (): Worker => {
      started.push(new SlowDiskWorker());
      return started.at(-1)!;
    };
    return { worker, started };
  };

  // Its worker was ended, as one that hangs over decoding.
  test('waits for longer than a minute', async () => {
    const { worker, started } = slowWorkers();
    let picture: ReturnType<typeof loadImg> | undefined;
    vi.useFakeTimers(PATIENCE);
    await whileSilent(async () => {
      picture = loadImg(slow(700), { worker });
      await asked();
      const remote = Comlink.wrap<Calls>(started[0]!);
      for (let minutes = 0; minutes < 2; minutes += 0.5) {
        await vi.advanceTimersByTimeAsync(30_000);
        // What the page has asked is answered before.
        await Promise.race([picture, remote.hello()]);
      }
    });
    expect(numberOf((await picture!).data)).toBe(700);
    expect(started).toHaveLength(1);
  });

  // It held all turns to decode.
  test('keeps no dataset from its workers', async () => {
    const { worker } = slowWorkers();
    const numbers = Array.from({ length: 8 * navigator.hardwareConcurrency }, (_, number) => number);
    let pictures: ReturnType<typeof loadImg>[] = [];
    await whileSilent(async () => {
      pictures = numbers.map((number) => loadImg(slow(number), { worker }));
      await asked();
      const dataset = await imageDatasetFromDirectory(numberedDirectory(3), { ...options, worker });
      expect(await numbersOf(dataset)).toEqual([0, 1, 2]);
      dataset.dispose();
    });
    expect((await Promise.all(pictures)).map(({ data }) => numberOf(data))).toEqual(numbers);
  });
});

test('loadImg says which file its disk gives nothing of', async () => {
  const lost = new File([numberedBmp(2, 2, 2)], '2.bmp');
  await expect(loadImg(lost, { worker: () => new SilentDiskWorker() })).rejects.toMatchObject({
    tag: 'read',
    path: '2.bmp',
    message: expect.stringContaining('nothing came of it for 15 s'),
  });
});

test.each([
  ['reads', 'readFile', 'read', 2],
  ['decodes', 'loadImage', 'decode', 1],
])('loadImg says over which file a worker hangs while it %s', async (_, call, tag, hangs) => {
  const { worker, started, hung } = hangingWorkers(call);
  vi.useFakeTimers(PATIENCE);
  const failed = expect(loadImg(bmp(1).file, { worker })).rejects.toMatchObject({ tag, path: '1.bmp' });
  for (let count = 1; count <= hangs; count++) {
    await hung(count);
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await failed;
  expect(started).toHaveLength(hangs);
});

// It rejected with the loss of the worker, and so did the iterator from then on.
test("finding out what the browser's decoding does is tried again where the worker dies over it", async () => {
  const { worker, started } = dyingWorkers(1);
  const dataset = await imageDatasetFromDirectory(numberedDirectory(4), { ...options, worker, decode: 'browser' });
  expect(await numbersOf(dataset)).toEqual([0, 1, 2, 3]);
  expect(started).toHaveLength(2);
  const undisturbed = await imageDatasetFromDirectory(numberedDirectory(4), { ...options, decode: 'browser' });
  await numbersOf(undisturbed);
  // Not every browser decodes exactly.
  expect(dataset.report.decoding).toMatchObject({ isExact: expect.any(Boolean) });
  expect(dataset.report.decoding).toEqual(undisturbed.report.decoding);
  dataset.dispose();
  undisturbed.dispose();
});
