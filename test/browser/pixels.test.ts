import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryFromFiles, type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import goldens from '../goldens/pixels.json';
import { turnedJpeg } from '../turned-jpeg.ts';
import { gpuTest } from './abilities.ts';
import { collect } from './collect.ts';
import { engines, useBackend, withCoefficients } from './engines.ts';
import { goldenDirectory } from './golden-pictures.ts';
import { largestDifference } from './largest-difference.ts';
import { sha256 } from './sha256.ts';

/** WGSL may fuse multiplications and additions, and sums up rows before columns: a few units in the last place of 255. */
const WEBGPU_TOLERANCE = 0.01;

// Keeps the workers alive between tests.
const lease = leasePool(undefined, 1);

beforeAll(useBackend);

afterAll(() => {
  lease.release();
  expect(tf.memory().numTensors).toBe(0);
});

interface Run {
  readonly fit: 'stretch' | 'crop' | 'pad';
  readonly options: ImageDatasetOptions;
  /** What Keras makes of the files. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Where it differs: what Keras makes of Pillow's decoding, which is that of browsers. */
  readonly pillow: Readonly<Record<string, string>>;
}

const runs = (goldens.runs as unknown as Run[]).flatMap(({ fit, options, hashes, pillow }) =>
  (['exact', 'browser'] as const).map((decode) => ({
    name: JSON.stringify({ decode, fit, ...options }),
    options: { ...options, decode, verbose: false },
    expected: decode === 'exact' ? hashes : { ...hashes, ...pillow },
  })),
);

type Pictures = Awaited<ReturnType<typeof collect>>;

async function picturesOf(
  paths: readonly string[],
  options: ImageDatasetOptions,
  engine: 'cpu' | 'webgpu',
): Promise<Pictures> {
  const dataset = await imageDatasetFromDirectory(await goldenDirectory(paths), { ...options, subset: null, engine });
  try {
    return await collect(dataset);
  } finally {
    dataset.dispose();
  }
}

const named = engines.map((engine) => `engine ${engine}`).join(' and ');

test.each(runs)(`Keras agrees with ${named}: $name`, async ({ options, expected }) => {
  const onCpu = await picturesOf(Object.keys(expected), options, 'cpu');
  expect(Object.fromEntries(await Promise.all([...onCpu].map(hashed)))).toEqual(expected);

  if (!engines.includes('webgpu')) return;
  expectAgreement(await picturesOf(Object.keys(expected), options, 'webgpu'), onCpu);
});

const photographs = Object.keys(goldens.pictures).filter((path) => path.startsWith('jpeg/'));
const square = { imageSize: [64, 64], batchSize: null, shuffle: false, verbose: false } as const;

const coefficientRuns = [
  ...[...new Set(runs.map(({ options }) => options.interpolation))].map((interpolation) => ({ interpolation })),
  { cropToAspectRatio: true, imageSize: [37, 91] },
  { padToAspectRatio: true, imageSize: [37, 91], dataFormat: 'channelsFirst' },
  { colorMode: 'grayscale' },
  { colorMode: 'rgba' },
] as readonly ImageDatasetOptions[];

gpuTest.each(coefficientRuns)('a GPU that is handed coefficients agrees with engine cpu: %o', async (run) => {
  const options = { ...square, ...run };
  const onCpu = await picturesOf(photographs, options, 'cpu');
  await withCoefficients(async () => expectAgreement(await picturesOf(photographs, options, 'webgpu'), onCpu));
});

test('EXIF never turns a picture', async () => {
  const plain = await goldenDirectory(['jpeg/baseline-420.jpg']);
  const bytes = new Uint8Array(await (await plain.open('jpeg/baseline-420.jpg')).arrayBuffer());
  const turned = Array.from({ length: 8 }, (_, index) => {
    const path = `jpeg/${index + 1}.jpg`;
    return { path, file: new File([turnedJpeg(bytes, index + 1, true)], path) };
  });
  const options = { verbose: false, shuffle: false, batchSize: null, imageSize: [60, 90], engine: 'cpu' } as const;
  const datasets = [
    await imageDatasetFromDirectory(plain, options),
    await imageDatasetFromDirectory(directoryFromFiles(turned), options),
  ];
  const [[expected] = [], pictures] = await Promise.all(
    datasets.map(async (dataset) => [...(await collect(dataset)).values()]),
  );
  expect(pictures).toEqual(Array(8).fill(expected));
  for (const dataset of datasets) dataset.dispose();
});

function expectAgreement(onGpu: Pictures, onCpu: Pictures): void {
  expect([...onGpu.keys()]).toEqual([...onCpu.keys()]);
  for (const [path, values] of onCpu) {
    const received = onGpu.get(path);
    if (values instanceof Error || !(received instanceof Float32Array)) {
      expect(received, path).toMatchObject(values);
    } else {
      expect(largestDifference(received, values), path).toBeLessThan(WEBGPU_TOLERANCE);
    }
  }
}

async function hashed([path, values]: [string, Float32Array | Error]): Promise<[string, string]> {
  if (values instanceof Error) return [path, 'error'];
  return [path, await sha256(values)];
}
