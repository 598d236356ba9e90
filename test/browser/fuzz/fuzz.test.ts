import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createRandom, type Random } from '../../../demo/sample/random.ts';
import { type ImageDatasetOptions, isImageDatasetError, loadImg } from '../../../src/index.ts';
import { channelsOf } from '../../../src/pixel-mode.ts';
import { defaultWorkers } from '../../../src/pool/default-workers.ts';
import { leasePool } from '../../../src/pool/shared-pool.ts';
import { type BrowserMemory, browserMemory, memoryTest } from '../drawn-by-lot.ts';
import { engines, useBackend } from '../engines.ts';
import { largestDifference } from '../largest-difference.ts';
import { watchWorkers } from '../watched-workers.ts';
import { drawCorpus, goldenFile } from './corpus.ts';
import { withDeclaredSize } from './declared-size.ts';
import { type FuzzFile, type Mutant, mutate } from './mutate.ts';
import { type Verdict, verdictsOn } from './verdicts.ts';

/** As between the engines on whole pictures. */
const TOLERANCE = 0.01;
const PER_ROUND = 50;
const SIZE = [9, 7] as const;
/** Formats by how much of them is our own. */
const FORMATS = ['jpeg', 'jpeg', 'png', 'png', 'gif', 'bmp', 'webp', 'avif'] as const;
/** How much more the second half of a run may hold at most than the first: the collector's whims, no more. */
const MAX_GROWTH = { heapBytes: 8 * 2 ** 20, processBytes: 128 * 2 ** 20 } as const;

const seed = inject('seed');
const pictures = inject('fuzzPictures');
const rounds = Array.from({ length: Math.ceil(pictures / PER_ROUND) }, (_, round) => seed + round);

const workers = Math.max(2, defaultWorkers());
const { worker, alive } = watchWorkers();
// Keeps the workers alive between rounds: what leaks in them would show.
const lease = leasePool(worker, workers);
const memory: BrowserMemory[] = [];
const verdicts = { picture: 0, error: 0, loaded: 0, refused: 0 };
let corpus: readonly FuzzFile[];

beforeAll(async () => {
  await useBackend();
  corpus = await drawCorpus(pictures, createRandom(seed));
  console.info(`${pictures} damaged pictures from seed ${seed}`);
});

afterAll(() => lease.release());

function drawOptions(random: Random): ImageDatasetOptions & { readonly colorMode: 'rgb' | 'rgba' | 'grayscale' } {
  return {
    decode: random.pick(['exact', 'exact', 'reduced', 'browser']),
    colorMode: random.pick(['rgb', 'rgba', 'grayscale']),
    orientation: random.pick(['ignore', 'apply']),
    ...random.pick([{}, { cropToAspectRatio: true }, { padToAspectRatio: true }]),
    batchSize: 8,
    imageSize: SIZE,
    worker,
  };
}

/** A right picture has all values of its shape, between the darkest and the brightest. */
function isPicture(values: Float32Array, channels: number): boolean {
  return values.length === SIZE[0] * SIZE[1] * channels && values.every((value) => value >= 0 && value <= 255);
}

function expectSame(verdict: Verdict | undefined, first: Verdict | undefined, name: string): void {
  if (verdict instanceof Float32Array && first instanceof Float32Array) {
    expect(largestDifference(verdict, first), name).toBeLessThan(TOLERANCE);
  } else {
    expect(verdict, name).toMatchObject(first!);
  }
}

async function expectLoaded({ name, bytes }: Mutant, colorMode: 'rgb' | 'rgba' | 'grayscale'): Promise<void> {
  try {
    const { mode, width, height, data } = await loadImg(new File([bytes], 'mutant'), { colorMode, worker });
    expect(Math.min(width, height), name).toBeGreaterThan(0);
    expect(data, name).toHaveLength(width * height * channelsOf(mode));
    verdicts.loaded++;
  } catch (error) {
    if (!isImageDatasetError(error, 'decode', 'unsupported', 'limit')) throw error;
    expect(error.path, name).toBe('mutant');
    verdicts.refused++;
  }
}

test.each(rounds)(
  `on engine ${engines.join(' and engine ')} damaged files become pictures or named errors, seed %i`,
  async (drawn) => {
    const random = createRandom(drawn);
    const mutants = Array.from({ length: PER_ROUND }, () => {
      const format = random.pick(FORMATS);
      return mutate(random.pick(corpus.filter((file) => file.format === format)), random, corpus);
    });
    const options = drawOptions(random);
    const channels = { rgb: 3, rgba: 4, grayscale: 1 }[options.colorMode];
    let first: readonly (Verdict | undefined)[] | undefined;
    for (const engine of engines) {
      const found = await verdictsOn(mutants, { ...options, engine });
      first ??= found;
      for (const [index, verdict] of found.entries()) {
        const { name } = mutants[index]!;
        if (verdict instanceof Float32Array) {
          expect(isPicture(verdict, channels), name).toBe(true);
          verdicts.picture++;
        } else {
          expect(isImageDatasetError(verdict, 'decode', 'unsupported', 'limit'), `${name}: ${verdict}`).toBe(true);
          expect(verdict!.path, name).toMatch(/^a\/\d+\.\w+$/);
          verdicts.error++;
        }
        expectSame(verdict, first[index], name);
      }
    }
    await Promise.all(mutants.map((mutant) => expectLoaded(mutant, options.colorMode)));
    expect(tf.memory().numTensors).toBe(0);
    expect(alive.size).toBeLessThanOrEqual(workers);
    memory.push(...[await browserMemory()].flatMap((measured) => measured ?? []));
  },
);

// The CPU engine planned before it decoded, and named the shape; the GPU engine decoded first, and named the damage.
test('a JPEG file that is too elongated to pad, and damaged, gets the same verdict on both engines', async () => {
  const file = await goldenFile('jpeg-broken/cut-dht.jpg');
  const elongated = { ...file, bytes: withDeclaredSize(file.bytes, 'jpeg', 16_384, 3) };
  for (const engine of engines) {
    const options = { engine, batchSize: 1, imageSize: SIZE, padToAspectRatio: true } as const;
    const [verdict] = await verdictsOn([elongated], options);
    expect(verdict).toMatchObject({ tag: 'unsupported', message: expect.stringContaining('so elongated (16384 × 3)') });
  }
});

test('both verdicts are common', () => {
  const { picture, error, loaded, refused } = verdicts;
  expect(Math.min(picture, error) / (picture + error)).toBeGreaterThan(0.15);
  expect(Math.min(loaded, refused) / (loaded + refused)).toBeGreaterThan(0.15);
});

memoryTest.each(['heapBytes', 'processBytes'] as const)('%s do not grow from the first half to the second', (kind) => {
  const bytes = memory.map((measured) => measured[kind]);
  const half = Math.ceil(bytes.length / 2);
  const [first, second] = [Math.max(...bytes.slice(0, half)), Math.max(...bytes.slice(half))];
  console.info(`${kind}: ${first >> 20} MiB at most in the first half, ${second >> 20} MiB in the second`);
  expect(bytes.length).toBeGreaterThan(1);
  expect(second - first).toBeLessThan(MAX_GROWTH[kind]);
});
