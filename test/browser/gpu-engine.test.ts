import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import shader from '../../shaders/resample.wgsl?raw';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createGpuEngine } from '../../src/engine/gpu-engine.ts';
import { elementsPerPicture, type OutputShape } from '../../src/engine/output-layout.ts';
import type { PlannedPicture } from '../../src/engine/picture.ts';
import { type Interpolation, planResample } from '../../src/resample/plan.ts';
import { gpuTest as test } from './abilities.ts';
import { useBackend } from './engines.ts';
import { finishOnGpu } from './finish-on-gpu.ts';
import { largestDifference } from './largest-difference.ts';
import { readBuffer } from './read-buffer.ts';

let device: GPUDevice;

beforeAll(async () => {
  await useBackend();
  device = (tf.backend() as unknown as { device: GPUDevice }).device;
});

beforeEach(() => device.pushErrorScope('validation'));

afterEach(async () => expect(await device.popErrorScope()).toBeNull());

const shape: OutputShape = { target: { width: 9, height: 7 }, channels: 3, dataFormat: 'channelsLast' };

function planned(
  width: number,
  height: number,
  stride: number,
  interpolation: Interpolation = 'bilinear',
  target = shape.target,
): PlannedPicture {
  const data = new Uint8Array(width * height * stride);
  for (let at = 0, state = width * 31 + height; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> 24;
  }
  const plan = planResample({ width, height }, { target, fit: 'stretch', interpolation });
  return { kind: 'planned', decoded: { kind: 'samples', width, height, stride, data }, plan };
}

async function expectRows(buffer: GPUBuffer, pictures: readonly PlannedPicture[], shape: OutputShape): Promise<void> {
  const values = await readBuffer(device, buffer);
  const perPicture = elementsPerPicture(shape);
  expect(values).toHaveLength(pictures.length * perPicture);
  for (const [row, { decoded, plan }] of pictures.entries()) {
    if (decoded.kind !== 'samples') throw new Error('These pictures are samples.');
    const received = values.subarray(row * perPicture, (row + 1) * perPicture);
    expect(largestDifference(received, resampleOnCpu(decoded, plan, shape)), `row ${row}`).toBeLessThan(0.01);
  }
}

/** What a batch asked of the GPU. */
interface Calls {
  dispatches: number;
  submissions: number;
  uploads: number;
  /** The largest buffer, in bytes. */
  largest: number;
}

/** Counts what is asked of the GPU while `run` runs. */
async function counted(run: () => Promise<void>): Promise<Calls> {
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  const { submit, writeBuffer } = device.queue;
  const { createBuffer } = device;
  const calls: Calls = { dispatches: 0, submissions: 0, uploads: 0, largest: 0 };
  const spies = [
    vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups').mockImplementation(function (
      this: GPUComputePassEncoder,
      ...workgroups
    ) {
      calls.dispatches++;
      return dispatchWorkgroups.apply(this, workgroups);
    }),
    vi.spyOn(device.queue, 'submit').mockImplementation((commands) => {
      calls.submissions++;
      return submit.call(device.queue, commands);
    }),
    vi.spyOn(device.queue, 'writeBuffer').mockImplementation((...write) => {
      calls.uploads++;
      return writeBuffer.apply(device.queue, write);
    }),
    vi.spyOn(device, 'createBuffer').mockImplementation((descriptor) => {
      calls.largest = Math.max(calls.largest, descriptor.size);
      return createBuffer.call(device, descriptor);
    }),
  ];
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return calls;
}

async function makeBatch(
  pictures: readonly PlannedPicture[],
  rows: number = pictures.length,
  ofShape: OutputShape = shape,
): Promise<Calls> {
  const engine = createGpuEngine(device, ofShape, 'samples');
  let batch: GPUBuffer | undefined;
  try {
    const calls = await counted(async () => {
      engine.begin(rows);
      for (const [row, picture] of pictures.entries()) engine.place(row, picture);
      batch = await finishOnGpu(engine, pictures.length);
    });
    await expectRows(batch!, pictures, ofShape);
    return calls;
  } finally {
    engine.release();
  }
}

test('the shader compiles without a message', async () => {
  const { messages } = await device.createShaderModule({ code: shader }).getCompilationInfo();
  expect(messages.map(({ message }) => message)).toEqual([]);
});

test('pictures of any size, odd byte counts included, share one dispatch and one upload', async () => {
  const pictures = [planned(5, 3, 3), planned(1, 1, 3), planned(40, 33, 3), planned(7, 1, 3), planned(1, 9, 3)];
  expect(await makeBatch(pictures)).toMatchObject({ dispatches: 1, submissions: 1, uploads: 1 });
});

test('each number of bytes a pixel takes a dispatch of its own', async () => {
  const pictures = [planned(5, 3, 3), planned(5, 3, 4), planned(7, 1, 3), planned(7, 1, 4)];
  expect(await makeBatch(pictures)).toMatchObject({ dispatches: 2, submissions: 1, uploads: 1 });
  const gray: OutputShape = { ...shape, channels: 1 };
  const grays = [planned(5, 3, 1), planned(6, 7, 2), planned(4, 7, 4)];
  expect(await makeBatch(grays, 3, gray)).toMatchObject({ dispatches: 3, submissions: 1, uploads: 1 });
});

const methods = [
  'nearest',
  'bilinear',
  'bicubic',
  'area',
  'lanczos3',
  'lanczos5',
  'gaussian',
  'mitchellcubic',
] as const;

// At a large downscale, at a small one, and where pictures are enlarged.
const dispatches = (interpolation: Interpolation): readonly [number, number, number] => {
  if (interpolation === 'lanczos3' || interpolation === 'lanczos5') return [1, 2, 2];
  return ['bicubic', 'gaussian', 'mitchellcubic'].includes(interpolation) ? [1, 1, 2] : [1, 1, 1];
};

test.each(methods)("%s gives the CPU engine's pixels at every scale, in one pass or two", async (interpolation) => {
  const sizes = [
    [1200, 900],
    [70, 50],
    [16, 11],
  ] as const;
  const target = { width: 32, height: 32 };
  for (const [index, [width, height]] of sizes.entries()) {
    const calls = await makeBatch([planned(width, height, 4, interpolation, target)], 1, { ...shape, target });
    expect(calls.dispatches, `${width} × ${height}`).toBe(dispatches(interpolation)[index]);
  }
});

test('two passes are two dispatches for any number of pictures', async () => {
  const sizes = [20, 30, 9, 14, 7, 22];
  const pictures = sizes.map((size) => planned(size, size + 3, 4, 'lanczos5'));
  expect(await makeBatch(pictures)).toMatchObject({ dispatches: 2, submissions: 1, uploads: 1 });
  expect(await makeBatch(pictures.slice(0, 2))).toMatchObject({ dispatches: 2, submissions: 1, uploads: 1 });
});

test('what lies between two passes is bounded: more goes in several chunks', async () => {
  // 16 bytes for 1,500 columns and 1,000 rows: 24 MB of sums each, of which 64 MiB hold two.
  const target = { width: 300, height: 1000 };
  const pictures = Array.from({ length: 3 }, () => planned(1500, 40, 1, 'lanczos5', target));
  const calls = await makeBatch(pictures, 3, { target, channels: 1, dataFormat: 'channelsFirst' });
  expect(calls).toMatchObject({ dispatches: 4, submissions: 2, uploads: 2, largest: 64 * 2 ** 20 });
});

test('a batch that came out shorter than begun is cut to size', async () => {
  await makeBatch([planned(5, 3, 3), planned(6, 6, 4)], 5);
});

test('a batch that exceeds the arena goes through in several dispatches', async () => {
  // 36 MB each, of which 64 MiB hold one.
  const pictures = [planned(3000, 3000, 4), planned(3001, 3000, 4), planned(3000, 3001, 4)];
  expect(await makeBatch(pictures)).toMatchObject({ submissions: 3, uploads: 3, largest: 64 * 2 ** 20 });
});

test('more pictures than a dispatch has layers go in several chunks', async () => {
  const picture = planned(1, 1, 1);
  const pictures = new Array<PlannedPicture>(65_536).fill(picture);
  const engine = createGpuEngine(device, { ...shape, target: { width: 1, height: 1 }, channels: 1 }, 'samples');
  let batch: GPUBuffer | undefined;
  const calls = await counted(async () => {
    engine.begin(pictures.length);
    for (const [row, picture] of pictures.entries()) engine.place(row, picture);
    batch = await finishOnGpu(engine, pictures.length);
  });
  expect(calls).toMatchObject({ dispatches: 5, submissions: 5 });
  const values = await readBuffer(device, batch!);
  const sample = picture.decoded.kind === 'samples' ? picture.decoded.data[0]! : Number.NaN;
  expect(values).toEqual(new Float32Array(pictures.length).fill(sample));
  engine.release();
});

test('what the GPU refuses rejects the batch: it is never handed over as zeros', async () => {
  const engine = createGpuEngine(device, shape, 'samples');
  const { createBuffer } = device;
  // A buffer that no shader may read.
  const spy = vi
    .spyOn(device, 'createBuffer')
    .mockImplementation((descriptor) =>
      createBuffer.call(device, descriptor.label?.startsWith('uploads') ? { ...descriptor, usage: 8 } : descriptor),
    );
  engine.begin(1);
  engine.place(0, planned(5, 3, 3));
  await expect(finishOnGpu(engine, 1)).rejects.toMatchObject({ tag: 'gpu' });
  spy.mockRestore();
  engine.release();
});

/** Has the GPU refuse what is created, as it does for want of memory: it is there, but of no use. */
const refusals = {
  buffers: () => {
    const { createBuffer } = device;
    return vi
      .spyOn(device, 'createBuffer')
      .mockImplementation((descriptor) => createBuffer.call(device, { ...descriptor, usage: 8 }));
  },
  pipelines: () => {
    const { createComputePipeline } = device;
    return vi
      .spyOn(device, 'createComputePipeline')
      .mockImplementation(({ layout, compute }) =>
        createComputePipeline.call(device, { layout, compute: { ...compute, entryPoint: 'none' } }),
      );
  },
} as const;

test.each(['buffers', 'pipelines'] as const)(
  'a batch whose %s were refused leaves none to later ones',
  async (what) => {
    // No pipeline is compiled for it yet.
    const ofShape: OutputShape = { ...shape, target: { width: what.length, height: 3 } };
    const engine = createGpuEngine(device, ofShape, 'samples');
    const spy = refusals[what]();
    await expect(makeOne(engine, ofShape)).rejects.toMatchObject({ tag: 'gpu' });
    spy.mockRestore();
    // Two buffers take turns.
    for (let made = 0; made < 2; made++) await makeOne(engine, ofShape);
    engine.release();
  },
);

// A bug: nobody looked at the checks of a batch that a broken file had ended.
test('a batch that was refused and given up leaves no buffer to the next one', async () => {
  const engine = createGpuEngine(device, shape, 'samples');
  const { createBuffer } = device;
  const [mapRead, storage] = [1, 128];
  const spy = vi
    .spyOn(device, 'createBuffer')
    .mockImplementation((descriptor) => createBuffer.call(device, { ...descriptor, usage: mapRead | storage }));
  engine.begin(1);
  spy.mockRestore();
  // The GPU process answers in order; what follows from its answers takes a task at most.
  await device.queue.onSubmittedWorkDone();
  await new Promise((resolve) => setTimeout(resolve));
  await makeOne(engine, shape);
  engine.release();
});

/** Makes a batch of one picture, and compares it. */
async function makeOne(engine: Engine, ofShape: OutputShape): Promise<void> {
  const picture = planned(5, 3, 3, 'bilinear', ofShape.target);
  engine.begin(1);
  engine.place(0, picture);
  await expectRows(await finishOnGpu(engine, 1), [picture], ofShape);
}

test('the GPU may be one batch behind, not two', async () => {
  const engine = createGpuEngine(device, shape, 'samples');
  const works: (() => void)[] = [];
  const spy = vi
    .spyOn(device.queue, 'onSubmittedWorkDone')
    .mockImplementation(() => new Promise((resolve) => works.push(() => resolve(undefined))));
  const make = async (): Promise<void> => {
    engine.begin(1);
    engine.place(0, planned(5, 3, 3));
    await finishOnGpu(engine, 1);
  };
  await make();
  await engine.catchUp();
  await make();
  let isCaughtUp = false;
  const caughtUp = engine.catchUp().then(() => {
    isCaughtUp = true;
  });
  // Long enough for what does not wait.
  await readBuffer(device, device.createBuffer({ size: 4, usage: 4 }));
  expect(isCaughtUp).toBe(false);
  works[0]!();
  await caughtUp;
  spy.mockRestore();
  engine.release();
});

test('a picture that exceeds every buffer is refused with numbers', () => {
  const small = Object.create(device, {
    limits: { value: { maxStorageBufferBindingSize: 1000, maxBufferSize: 1000 } },
    queue: { value: device.queue },
    lost: { value: device.lost },
  }) as GPUDevice;
  for (const name of ['createBuffer', 'pushErrorScope', 'popErrorScope'] as const) {
    Object.defineProperty(small, name, { value: device[name].bind(device) });
  }
  const engine = createGpuEngine(small, { ...shape, target: { width: 2, height: 2 } }, 'samples');
  const refused = { tag: 'limit', allowed: 1000, path: 'a/large.bmp' };
  expect(() => engine.check(planned(20, 20, 4), 'a/large.bmp')).toThrow(expect.objectContaining(refused));
  expect(() => engine.check(planned(2, 2, 4), 'a/small.bmp')).not.toThrow();
});
