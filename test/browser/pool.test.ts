import { afterEach, expect, test, vi } from 'vitest';
import { DecodePool } from '../../src/pool/decode-pool.ts';
import { DECODING } from '../../src/pool/pool-worker.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import DecodeWorker from '../../workers/decode.worker.ts?worker';
import workerUrl from '../../workers/decode.worker.ts?worker&url';
import { numberedBmp } from '../numbered-bmp.ts';
import { opfsFolder } from './directory-opfs.ts';
import { planned } from './requests.ts';
import { watchWorkers } from './watched-workers.ts';

const asItIs = { colorMode: 'rgb', size: undefined, interpolation: 'nearest', keepAspectRatio: false } as const;
const pools: DecodePool[] = [];
const { signal } = new AbortController();
const picture = (number: number, path = `${number}.bmp`) => ({ path, file: new File([numberedBmp(number)], path) });

function poolOf(source: ConstructorParameters<typeof DecodePool>[0], size = 2): DecodePool {
  const pool = new DecodePool(source, size, () => {});
  pools.push(pool);
  return pool;
}

function scriptWorker(code: string): () => Worker {
  return () => new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.terminate();
});

test('a picture goes through a worker', async () => {
  const opened = await poolOf(undefined).open(picture(700), planned, signal);
  expect(opened).toMatchObject({ format: 'bmp', width: 1, height: 1, orientation: 1, decodedBytes: 58 + 3 });
  const { picture: made } = await opened.prepare();
  expect(made).toMatchObject({ kind: 'planned', decoded: { width: 1, height: 1 } });
});

test('workers start with the work, up to the size of the pool', async () => {
  const { worker, alive } = watchWorkers();
  const pool = poolOf(worker);
  expect(alive.size).toBe(0);
  const first = await pool.open(picture(1), planned, signal);
  expect(alive.size).toBe(1);
  const others = await Promise.all([2, 3, 4].map((number) => pool.open(picture(number), planned, signal)));
  expect(alive.size).toBe(2);
  for (const opened of [first, ...others]) opened.close();
});

test('of files that are read together, one that is gone fails alone', async () => {
  const folder = await opfsFolder([]);
  const handles = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const handle = await folder.getFileHandle(`${number}.bmp`, { create: true });
      const writable = await handle.createWritable();
      await writable.write(numberedBmp(number));
      await writable.close();
      return handle;
    }),
  );
  const files = await Promise.all(handles.map((handle) => handle.getFile()));
  await folder.removeEntry('2.bmp');
  const pool = poolOf(undefined, 1);
  const opened = await Promise.allSettled(files.map((file) => pool.open({ path: file.name, file }, planned, signal)));
  expect(opened.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(opened[1]).toMatchObject({ reason: { tag: 'read', path: '2.bmp' } });
});

test('a picture can be prepared once, and not after it was closed', async () => {
  const pool = poolOf(undefined);
  const opened = await pool.open(picture(1), planned, signal);
  opened.close();
  await expect(opened.prepare()).rejects.toMatchObject({ tag: 'worker-lost', path: '1.bmp' });
});

test('a buffer is asked for when it is the turn of its picture: by then others have been let go', async () => {
  const inWork = DECODING.items * DECODING.groups;
  const pool = poolOf(undefined, 1);
  const numbers = Array.from({ length: 3 * inWork }, (_, number) => number);
  const opened = await Promise.all(numbers.map((number) => pool.open(picture(number), planned, signal)));
  let asked = 0;
  const making = opened.map(({ prepare }) =>
    prepare(() => {
      asked++;
      return undefined;
    }),
  );
  // All that goes on without an answer of the worker.
  for (let turn = 0; turn < 50; turn++) await null;
  expect(asked).toBe(inWork);
  await Promise.all(making);
  expect(asked).toBe(numbers.length);
});

test('a buffer for a picture is handed to the worker, not copied', async () => {
  const opened = await poolOf(undefined).open(picture(1), planned, signal);
  const spare = new ArrayBuffer(12);
  await opened.prepare(() => spare);
  expect(spare.byteLength).toBe(0);
});

test.each([
  ['an address', new URL(workerUrl, location.href)],
  ['a function', () => new DecodeWorker()],
])('the worker can come from %s', async (_, source) => {
  const opened = await poolOf(source).open(picture(1), planned, signal);
  expect((await opened.prepare()).picture).toMatchObject({ decoded: { width: 1, height: 1 } });
});

test.each([
  ['throws at start', scriptWorker('throw new Error("broken")')],
  ['is not there', new URL('/there-is-no-such-worker.js', location.href)],
  [
    'can not be made',
    () => {
      throw new Error('forbidden');
    },
  ],
  [
    'is of another version',
    scriptWorker('onmessage = ({ data }) => postMessage({ id: data.id, type: "RAW", value: "0.0.0-other" })'),
  ],
])('a worker that %s is an error that says what to do', async (_, source) => {
  const failed = expect(poolOf(source).open(picture(1), planned, signal)).rejects;
  await failed.toMatchObject({
    tag: 'worker-start',
    option: 'worker',
    path: '1.bmp',
    message: expect.stringContaining('worker-src blob:'),
  });
});

test('a worker that never answers is given up', async () => {
  vi.useFakeTimers();
  try {
    const silent = vi.fn(scriptWorker(''));
    const pool = poolOf(silent, 1);
    const failed = expect(pool.open(picture(1), planned, signal)).rejects;
    const checked = failed.toMatchObject({
      tag: 'worker-start',
      message: expect.stringContaining('10000 ms, 3 times'),
    });
    await vi.advanceTimersByTimeAsync(30_000);
    await checked;
    expect(silent).toHaveBeenCalledTimes(3);
    // It takes no other one's place.
    pool.open(picture(2), planned, signal).catch(() => {});
    expect(silent).toHaveBeenCalledTimes(4);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['does not load', scriptWorker('throw new Error("broken")'), 0],
  ['gives no answer', scriptWorker(''), 10_000],
])('a worker that %s is replaced by one that does', async (_, broken, patienceMs) => {
  const start = vi.fn(() => new DecodeWorker()).mockImplementationOnce(broken);
  const pool = poolOf(start, 1);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const opening = pool.open(picture(1), planned, signal);
    await vi.advanceTimersByTimeAsync(patienceMs);
    (await opening).close();
  } finally {
    vi.useRealTimers();
  }
  expect(start).toHaveBeenCalledTimes(2);
});

// They ended after their handshake.
test.each(['terminate', 'abort'] as const)('%s ends workers that are starting, at once', async (how) => {
  const abort = new AbortController();
  const reason = new Error('enough');
  const { worker, alive } = watchWorkers();
  const pool = poolOf(worker);
  const opening = [1, 2, 3].map((number) => pool.open(picture(number), planned, abort.signal));
  const loading = pool.loadImage(picture(4), asItIs, abort.signal);
  expect(alive.size).toBe(2);
  const ended = Promise.allSettled([...opening, loading]);
  if (how === 'abort') abort.abort(reason);
  else pool.terminate();
  expect(alive.size).toBe(how === 'abort' ? 2 : 0);
  const expected = how === 'abort' ? reason : expect.objectContaining({ tag: 'worker-lost' });
  expect((await ended).map((result) => result.status === 'rejected' && result.reason)).toEqual(
    Array.from({ length: 4 }, () => expected),
  );
  expect(alive.size).toBe(0);
});

test('calls to a worker that dies are rejected, and the next ones get a new worker', async () => {
  const started: Worker[] = [];
  const pool = poolOf(() => {
    const worker = new DecodeWorker();
    started.push(worker);
    return worker;
  }, 1);
  const opened = await pool.open(picture(1), planned, signal);
  const lost = expect(opened.prepare()).rejects.toMatchObject({ tag: 'worker-lost', path: '1.bmp' });
  started[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  await lost;
  (await pool.open(picture(2), planned, signal)).close();
  expect(started).toHaveLength(2);
});

test('workers end after 30 s without work', async () => {
  const { worker, alive } = watchWorkers();
  const opened = await poolOf(worker).open(picture(1), planned, signal);
  vi.useFakeTimers();
  try {
    opened.close();
    vi.advanceTimersByTime(29_000);
    expect(alive.size).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(alive.size).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('there is one pool for each source of workers', () => {
  const own = () => new DecodeWorker();
  const leases = [leasePool(undefined, 1), leasePool(undefined, 1), leasePool(own, 1), leasePool(new URL('a:b'), 1)];
  expect(new Set(leases.map(({ pool }) => pool)).size).toBe(3);
  expect(leases[0]!.pool).toBe(leases[1]!.pool);
  for (const lease of leases) lease.release();
});

test('workers outlive a lease that leaves them to their idleness', async () => {
  const { worker, alive } = watchWorkers();
  const lease = leasePool(worker, 1);
  await expect(lease.pool.open(picture(1), planned, signal).then((opened) => opened.close())).resolves.toBeUndefined();
  lease.release('when-idle');
  expect(alive.size).toBe(1);
  const next = leasePool(worker, 1);
  expect(next.pool).toBe(lease.pool);
  next.release();
  expect(alive.size).toBe(0);
});

test('a picture is loaded as Pillow has it', async () => {
  const loaded = await poolOf(undefined).loadImage(picture(700), asItIs);
  expect(loaded).toEqual({ mode: 'RGB', width: 1, height: 1, data: Uint8Array.of(700 % 256, 700 >> 8, 7) });
});
