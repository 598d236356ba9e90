import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { PreparedPicture } from '../../src/engine/picture.ts';
import { ImageDatasetError } from '../../src/errors.ts';
import { Epoch } from '../../src/pipeline/epoch.ts';
import { PictureStream, type PreparePicture } from '../../src/pipeline/picture-stream.ts';
import { StageTimer } from '../../src/timings/stage-timer.ts';

const picture = (value: number): PreparedPicture => ({ kind: 'resampled', data: Float32Array.of(value) });
const bad = (position: number) =>
  new ImageDatasetError('decode', `file ${position} is bad`, { path: `${position}.png` });

/** An engine that writes down what it is told. */
function recordingEngine(): Engine & { readonly log: string[] } {
  const log: string[] = [];
  let values: number[] = [];
  return {
    name: 'cpu',
    input: 'resampled',
    log,
    check: () => {},
    begin: (rows) => {
      values = [];
      log.push(`begin ${rows}`);
    },
    place: (_, placed) => {
      if (placed.kind === 'resampled') values.push(placed.data[0]!);
    },
    finish: (rows, handOver) => {
      log.push(`finish ${rows}`);
      handOver({ kind: 'host', data: Float32Array.from(values) });
      return Promise.resolve();
    },
    catchUp: () => Promise.resolve(),
    release: () => log.push('release'),
  };
}

interface Setup {
  readonly count: number;
  readonly batchSize: number;
  readonly onError?: 'raise' | 'skip';
  readonly prepare?: PreparePicture;
  readonly lookahead?: number;
  readonly maxBytesInFlight?: number;
  readonly signal?: AbortSignal;
  readonly knownFault?: ImageDatasetError;
}

function start({
  count,
  batchSize,
  onError = 'raise',
  prepare,
  lookahead = 5,
  maxBytesInFlight = 1000,
  signal,
  knownFault,
}: Setup) {
  const sequence = Uint32Array.from({ length: count }, (_, index) => index);
  const stream = new PictureStream(sequence, {
    prepare: prepare ?? (async (position) => picture(position)),
    lookahead,
    maxBytesInFlight,
    takeOver: () => false,
  });
  const engine = recordingEngine();
  const skipped: number[] = [];
  const discarded: (readonly number[])[] = [];
  const epoch = new Epoch<readonly number[]>({
    stream,
    engine,
    batchSize,
    onError,
    onSkip: (position) => skipped.push(position),
    knownFault,
    handOver: ({ buffer, positions }) => {
      expect(buffer).toEqual({ kind: 'host', data: Float32Array.from(positions) });
      return positions;
    },
    discard: (element) => discarded.push(element),
    timer: new StageTimer(),
    signal: signal ?? new AbortController().signal,
  });
  return { epoch, engine, skipped, discarded, stream };
}

async function all(epoch: Epoch<readonly number[]>): Promise<(readonly number[] | string)[]> {
  const batches: (readonly number[] | string)[] = [];
  for (;;) {
    try {
      const batch = await epoch.next();
      if (batch === null) return batches;
      batches.push(batch);
    } catch (error) {
      batches.push((error as Error).message);
    }
  }
}

const failing =
  (...positions: readonly number[]): PreparePicture =>
  async (position) => {
    if (positions.includes(position)) throw bad(position);
    return picture(position);
  };

// What TensorFlow did with six files of which 2 and 4 are bad.
test('a bad file costs its batch and no more', async () => {
  const run = (batchSize: number) => all(start({ count: 6, batchSize, prepare: failing(2, 4) }).epoch);
  const raised = (number: number) => expect.stringMatching(new RegExp(`^file ${number} is bad .*onError: 'skip'`));
  expect(await run(2)).toEqual([[0, 1], raised(2), raised(4)]);
  expect(await run(3)).toEqual([raised(2), raised(4)]);
  expect(await run(1)).toEqual([[0], [1], raised(2), [3], raised(4), [5]]);
});

test('skipped files drop out and batches stay full', async () => {
  const { epoch, skipped } = start({ count: 6, batchSize: 3, onError: 'skip', prepare: failing(2, 4) });
  expect(await all(epoch)).toEqual([[0, 1, 3], [5]]);
  expect(skipped).toEqual([2, 4]);
});

test('an epoch of nothing but bad files is an error', async () => {
  const { epoch } = start({ count: 3, batchSize: 2, onError: 'skip', prepare: failing(0, 1, 2) });
  await expect(epoch.next()).rejects.toMatchObject({
    tag: 'no-images',
    message: expect.stringContaining('file 0 is bad'),
  });
});

test('an epoch of nothing but files that are known to be bad is an error, too', async () => {
  const { epoch } = start({ count: 0, batchSize: 2, onError: 'skip', knownFault: bad(7) });
  await expect(epoch.next()).rejects.toMatchObject({
    tag: 'no-images',
    message: expect.stringContaining('file 7 is bad'),
  });
});

test('an error that is no fault of the file is raised whatever onError says', async () => {
  const lost = new ImageDatasetError('worker-lost', 'gone', { path: '0.png' });
  const { epoch, skipped } = start({ count: 2, batchSize: 1, onError: 'skip', prepare: () => Promise.reject(lost) });
  await expect(epoch.next()).rejects.toBe(lost);
  expect(skipped).toEqual([]);
});

test('the order does not depend on timing, and bytes stay within their limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ delay: fc.nat(3), bytes: fc.integer({ min: 4, max: 60 }) }), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 12 }),
      async (files, batchSize, lookahead) => {
        const limit = 100;
        let held = 0;
        let most = 0;
        const prepare: PreparePicture = async (position, { admission, signal }) => {
          const { delay, bytes } = files[position]!;
          for (let turn = 0; turn < delay; turn++) await Promise.resolve();
          await admission.admit(bytes, signal);
          held += bytes;
          most = Math.max(most, held);
          await Promise.resolve();
          held -= bytes;
          return picture(position);
        };
        const { epoch, stream } = start({
          count: files.length,
          batchSize,
          lookahead,
          prepare,
          maxBytesInFlight: limit,
        });
        expect((await all(epoch)).flat()).toEqual(files.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(limit);
        expect(stream.peakBytesInFlight).toBeLessThanOrEqual(limit);
      },
    ),
  );
});

test('concurrent calls get successive batches, and null again and again at the end', async () => {
  const { epoch } = start({ count: 3, batchSize: 2 });
  expect(await Promise.all([epoch.next(), epoch.next(), epoch.next(), epoch.next()])).toEqual([
    [0, 1],
    [2],
    null,
    null,
  ]);
});

test('the engine is let go at the end', async () => {
  const { epoch, engine } = start({ count: 2, batchSize: 2 });
  await all(epoch);
  await Promise.resolve();
  expect(engine.log.at(-1)).toBe('release');
});

test('nothing is prepared before the first call, and only so much ahead after it', async () => {
  const prepare = vi.fn<PreparePicture>(async (position) => picture(position));
  const { epoch } = start({ count: 50, batchSize: 4, lookahead: 8, prepare });
  expect(prepare).not.toHaveBeenCalled();
  await epoch.next();
  expect(prepare).toHaveBeenCalledTimes(12);
});

test('an abort rejects what is pending and lets everything go', async () => {
  const abort = new AbortController();
  const prepare: PreparePicture = (_, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { epoch, engine } = start({ count: 4, batchSize: 2, prepare, signal: abort.signal });
  const pending = epoch.next();
  const reason = new Error('stop');
  await Promise.resolve();
  abort.abort(reason);
  await expect(pending).rejects.toBe(reason);
  await expect(epoch.next()).rejects.toBe(reason);
  expect(engine.log).toContain('release');
});

// In Firefox 153 a batch of an engine that had let go of its memory was handed over, which is none.
test('an abort once the last picture of a batch is placed leaves nothing to hand over', async () => {
  const abort = new AbortController();
  const { epoch, engine, discarded } = start({ count: 4, batchSize: 2, signal: abort.signal });
  const { place } = engine;
  engine.place = (row, placed) => {
    place(row, placed);
    if (row === 1) abort.abort(new Error('stop'));
  };
  await expect(epoch.next()).rejects.toThrow('stop');
  expect(engine.log).not.toContain('finish 2');
  expect(discarded).toEqual([]);
});

test('a batch that nobody will get, for it was aborted after it had been made, is let go', async () => {
  const abort = new AbortController();
  const { epoch, engine, discarded } = start({ count: 4, batchSize: 2, signal: abort.signal });
  engine.catchUp = async () => abort.abort(new Error('stop'));
  await expect(epoch.next()).rejects.toThrow('stop');
  expect(discarded).toEqual([[0, 1]]);
});

test('an iterator that nobody pulls lets go after 30 s, and goes on where it was', async () => {
  vi.useFakeTimers();
  try {
    const signals: AbortSignal[] = [];
    const prepare: PreparePicture = async (position, { signal }) => {
      signals.push(signal);
      return picture(position);
    };
    const { epoch, engine } = start({ count: 6, batchSize: 2, prepare });
    expect(await epoch.next()).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(signals.some(({ aborted }) => aborted)).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(engine.log).toContain('release');
    expect(await epoch.next()).toEqual([2, 3]);
    expect(await epoch.next()).toEqual([4, 5]);
    expect(await epoch.next()).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test('an iterator that is asked ahead, as prefetch does, is not let go while it is used', async () => {
  vi.useFakeTimers();
  try {
    const { epoch, engine } = start({ count: 40, batchSize: 1 });
    const ahead = [epoch.next(), epoch.next()];
    for (let batch = 0; batch < 30; batch++) {
      expect(await ahead.shift()).toEqual([batch]);
      await vi.advanceTimersByTimeAsync(2_000);
      ahead.push(epoch.next());
    }
    expect(engine.log).not.toContain('release');
  } finally {
    vi.useRealTimers();
  }
});

test('an iterator whose next batch takes more than 30 s is not let go when the one before it is there', async () => {
  vi.useFakeTimers();
  try {
    const prepare: PreparePicture = async (position, { signal }) => {
      if (position === 1) await new Promise((resolve) => setTimeout(resolve, 40_000));
      signal.throwIfAborted();
      return picture(position);
    };
    const { epoch } = start({ count: 3, batchSize: 1, prepare });
    const both = Promise.all([epoch.next(), epoch.next()]);
    await vi.advanceTimersByTimeAsync(41_000);
    expect(await both).toEqual([[0], [1]]);
  } finally {
    vi.useRealTimers();
  }
});

test('a signal that outlives forgotten iterators does not hold them', async () => {
  vi.useFakeTimers();
  try {
    const abort = new AbortController();
    const { epoch } = start({ count: 6, batchSize: 2, signal: abort.signal });
    await epoch.next();
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
    // One that is remembered after all is stopped as ever.
    await epoch.next();
    abort.abort(new Error('stop'));
    await expect(epoch.next()).rejects.toThrow('stop');
  } finally {
    vi.useRealTimers();
  }
});

test('a picture that the engine has no memory for costs its batch, and neither its bytes nor the batches after it', async () => {
  let released = 0;
  const prepare: PreparePicture = async (position, { admission }) => {
    const release = admission.release.bind(admission);
    Object.assign(admission, {
      release: () => {
        released++;
        release();
      },
    });
    return picture(position);
  };
  const { epoch, engine } = start({ count: 6, batchSize: 2, prepare });
  const { place } = engine;
  engine.place = (row, placed) => {
    if (placed.kind === 'resampled' && placed.data[0] === 2) throw new RangeError('no memory');
    place(row, placed);
  };
  expect(await all(epoch)).toEqual([[0, 1], 'no memory', [4, 5]]);
  expect(released).toBe(6);
});

test('an error keeps what it knows when advice is added to it', async () => {
  const tooLarge = new ImageDatasetError('limit', 'it is too large', { path: '0.png', received: 9, allowed: 4 });
  const { epoch } = start({ count: 1, batchSize: 1, prepare: () => Promise.reject(tooLarge) });
  await expect(epoch.next()).rejects.toMatchObject({
    tag: 'limit',
    message: expect.stringContaining("onError: 'skip'"),
    path: '0.png',
    received: 9,
    allowed: 4,
    cause: tooLarge,
  });
});

test('the buffer of a picture that was placed is filled again, and none is kept beyond the end', async () => {
  const offered: (ArrayBuffer | undefined)[] = [];
  const made: ArrayBuffer[] = [];
  const prepare: PreparePicture = async (position, { takeSpare }) => {
    const spare = takeSpare();
    offered.push(spare);
    const data = spare ? new Float32Array(spare) : new Float32Array(1);
    data[0] = position;
    made.push(data.buffer);
    return { kind: 'resampled', data };
  };
  const { epoch } = start({ count: 4, batchSize: 1, lookahead: 1, prepare });
  expect(await all(epoch)).toEqual([[0], [1], [2], [3]]);
  expect(offered[0]).toBeUndefined();
  expect(offered.slice(2)).toEqual(made.slice(0, 2));
  expect(new Set(made).size).toBe(2);
});
