import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DEFAULT_OPTIONS, type LoaderOptions } from '../../demo/options/loader-options.ts';
import { findPictures } from '../../demo/pictures/find-pictures.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import goldens from '../goldens/demo.json';
import { useBackend } from './engines.ts';
import { goldenDirectory } from './golden-pictures.ts';
import { sha256 } from './sha256.ts';

// Keeps the workers alive between tests.
const lease = leasePool(undefined, 1);

beforeAll(async () => {
  await useBackend();
  // The page says in the console what Keras prints.
  vi.spyOn(console, 'info').mockReturnValue();
});

afterAll(() => {
  vi.restoreAllMocks();
  lease.release();
  expect(tf.memory().numTensors).toBe(0);
});

/** What the first batch of the first epoch is like, of a dataset of the page or of Keras. */
interface Part {
  readonly classNames: readonly string[];
  readonly filePaths: readonly string[];
  readonly shape: readonly number[];
  readonly labels: readonly number[];
  readonly sha256: string;
  readonly first: readonly number[];
}

interface Golden {
  readonly options: Partial<LoaderOptions>;
  readonly expected: readonly Part[];
}

test.each(goldens as unknown as readonly Golden[])(
  'the page trains on what its lines for Python give in Keras: $options',
  async ({ options, expected }) => {
    const paths = expected.flatMap(({ filePaths }) => filePaths).sort();
    const ending = new AbortController();
    const pictures = await findPictures(
      await goldenDirectory(paths),
      { ...DEFAULT_OPTIONS, ...options, engine: 'cpu' },
      { signal: ending.signal },
    );
    expect([await describePart(pictures.training), await describePart(pictures.validation)]).toEqual(expected);
    ending.abort();
  },
);

async function describePart(dataset: Awaited<ReturnType<typeof findPictures>>['training']): Promise<Part> {
  const { classNames, filePaths } = dataset;
  const batches = dataset.batches();
  const { value: batch } = await batches.next();
  await batches.return();
  const { xs, ys } = batch!;
  const [pixels, oneHot] = [(await xs.data()) as Float32Array, await ys.data()];
  const { shape } = xs;
  tf.dispose([xs, ys]);
  const labels = Array.from({ length: shape[0]! }, (_, row) =>
    oneHot.subarray(row * classNames.length, (row + 1) * classNames.length).indexOf(1),
  );
  return { classNames, filePaths, shape, labels, sha256: await sha256(pixels), first: [...pixels.subarray(0, 4)] };
}
