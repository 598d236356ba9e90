import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import goldens from '../goldens/pixels.json';
import { collect } from './collect.ts';
import { goldenDirectory } from './golden-pictures.ts';

/** WGSL may fuse multiplications and additions, and sums up rows before columns: a few units in the last place of 255. */
const WEBGPU_TOLERANCE = 0.01;

beforeAll(async () => {
  expect(await tf.setBackend('webgpu')).toBe(true);
});

afterAll(() => {
  expect(tf.memory().numTensors).toBe(0);
});

interface Run {
  readonly fit: 'stretch' | 'crop' | 'pad';
  readonly options: ImageDatasetOptions;
  readonly hashes: Readonly<Record<string, string>>;
}

const runs = (goldens.runs as unknown as Run[]).map((run) => {
  const options: ImageDatasetOptions = { ...run.options, verbose: false };
  return { ...run, options, name: JSON.stringify({ fit: run.fit, ...run.options }) };
});

async function picturesOf({ hashes, options }: Run, engine: 'cpu' | 'webgpu'): ReturnType<typeof collect> {
  const directory = await goldenDirectory(Object.keys(hashes));
  const dataset = await imageDatasetFromDirectory(directory, { ...options, subset: null, engine });
  try {
    return await collect(dataset);
  } finally {
    dataset.dispose();
  }
}

test.each(runs)('Keras and both engines agree: $name', async (run) => {
  const onCpu = await picturesOf(run, 'cpu');
  expect(Object.fromEntries(await Promise.all([...onCpu].map(hashed)))).toEqual(run.hashes);

  const onGpu = await picturesOf(run, 'webgpu');
  for (const [path, expected] of onCpu) {
    const received = onGpu.get(path);
    if (expected instanceof Error || !(received instanceof Float32Array)) {
      expect(received, path).toMatchObject(expected);
    } else {
      expect(largestDifference(received, expected), path).toBeLessThan(WEBGPU_TOLERANCE);
    }
  }
});

async function hashed([path, values]: [string, Float32Array | Error]): Promise<[string, string]> {
  if (values instanceof Error) return [path, 'error'];
  const digest = await crypto.subtle.digest('SHA-256', new Float32Array(values));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [path, hex.slice(0, 32)];
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index]!)), 0);
}
