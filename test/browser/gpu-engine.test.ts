import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import shader from '../../shaders/resample.wgsl?raw';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import { createGpuEngine } from '../../src/engine/gpu-engine.ts';
import type { OutputShape } from '../../src/engine/output-layout.ts';
import type { PlannedPicture } from '../../src/engine/picture.ts';
import { type Interpolation, planResample } from '../../src/resample/plan.ts';
import { gpuTest as test, useBackend } from './engines.ts';
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
): PlannedPicture {
  const data = new Uint8Array(width * height * stride);
  for (let at = 0, state = width * 31 + height; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> 24;
  }
  const plan = planResample({ width, height }, { target: shape.target, fit: 'stretch', interpolation });
  return { kind: 'planned', decoded: { kind: 'samples', width, height, stride, data }, plan };
}

async function expectRows(buffer: GPUBuffer, pictures: readonly PlannedPicture[]): Promise<void> {
  const values = await readBuffer(device, buffer);
  const perPicture = 9 * 7 * 3;
  expect(values).toHaveLength(pictures.length * perPicture);
  for (const [row, { decoded, plan }] of pictures.entries()) {
    if (decoded.kind !== 'samples') throw new Error('These pictures are samples.');
    const expected = resampleOnCpu(decoded, plan, shape);
    const received = values.subarray(row * perPicture, (row + 1) * perPicture);
    const most = expected.reduce((max, value, index) => Math.max(max, Math.abs(value - received[index]!)), 0);
    expect(most, `row ${row}`).toBeLessThan(0.01);
  }
}

async function makeBatch(pictures: readonly PlannedPicture[], rows = pictures.length): Promise<number> {
  let dispatches = 0;
  const submit = device.queue.submit.bind(device.queue);
  device.queue.submit = (commands) => {
    dispatches++;
    return submit(commands);
  };
  const engine = createGpuEngine(device, shape, 'samples');
  try {
    engine.begin(rows);
    for (const [row, picture] of pictures.entries()) engine.place(row, picture);
    const batch = await engine.finish(pictures.length);
    device.queue.submit = submit;
    if (batch.kind !== 'device') throw new Error('The batch is not on the device.');
    await expectRows(batch.buffer, pictures);
  } finally {
    device.queue.submit = submit;
    engine.release();
  }
  return dispatches;
}

test('the shader compiles without a message', async () => {
  const { messages } = await device.createShaderModule({ code: shader }).getCompilationInfo();
  expect(messages.map(({ message }) => message)).toEqual([]);
});

test('pictures of any size and stride, odd byte counts included, share one dispatch', async () => {
  const pictures = [
    planned(5, 3, 3),
    planned(1, 1, 3),
    planned(40, 33, 4),
    planned(7, 1, 3, 'lanczos5'),
    planned(1, 9, 4),
  ];
  expect(await makeBatch(pictures)).toBe(1);
});

test('a batch that came out shorter than begun is cut to size', async () => {
  await makeBatch([planned(5, 3, 3), planned(6, 6, 4)], 5);
});

test('a batch that exceeds the arena goes through in several dispatches', async () => {
  // 36 MB each: the arena has grown to the one before it, and never far enough for two.
  expect(await makeBatch([planned(3000, 3000, 4), planned(3001, 3000, 4), planned(3000, 3001, 4)])).toBe(3);
});

test('a picture that exceeds every buffer is refused with numbers', () => {
  const small = Object.create(device, {
    limits: { value: { maxStorageBufferBindingSize: 1000, maxBufferSize: 1000 } },
    queue: { value: device.queue },
  }) as GPUDevice;
  for (const name of ['createBuffer', 'pushErrorScope', 'popErrorScope'] as const) {
    Object.defineProperty(small, name, { value: device[name].bind(device) });
  }
  const engine = createGpuEngine(small, { ...shape, target: { width: 2, height: 2 } }, 'samples');
  engine.begin(1);
  expect(() => engine.place(0, planned(20, 20, 4))).toThrow(expect.objectContaining({ tag: 'limit', allowed: 1000 }));
  engine.release();
});
