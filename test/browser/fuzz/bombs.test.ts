import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadImg } from '../../../src/index.ts';
import { leasePool } from '../../../src/pool/shared-pool.ts';
import { engines, useBackend } from '../engines.ts';
import { largestDifference } from '../largest-difference.ts';
import { blackPng, compressedChunk, manyFramesGif } from './bombs.ts';
import { goldenFile } from './corpus.ts';
import { withDeclaredSize } from './declared-size.ts';
import type { FuzzFile } from './mutate.ts';
import { verdictsOn } from './verdicts.ts';

const lease = leasePool(undefined, 1);
const options = { imageSize: 3, batchSize: 4 } as const;

beforeAll(useBackend);

afterEach(() => {
  expect(tf.memory().numTensors).toBe(0);
});

afterAll(() => lease.release());

const png = (name: string, bytes: Uint8Array<ArrayBuffer>): FuzzFile => ({ name, format: 'png', bytes });

async function claiming(name: string, width: number, height: number): Promise<FuzzFile> {
  const file = await goldenFile(name);
  return { ...file, bytes: withDeclaredSize(file.bytes, file.format, width, height) };
}

/** Files of a few bytes that claim 30,000 × 30,000 pixels, or as much as their format can say. */
async function hugeFiles(): Promise<readonly FuzzFile[]> {
  return [
    png('nothing but black', await blackPng(30_000, 30_000)),
    png('cut off', await blackPng(30_000, 30_000, 3)),
    png('of the largest size', await blackPng(2 ** 31 - 1, 2 ** 31 - 1, 0)),
    await claiming('jpeg/gray.jpg', 30_000, 30_000),
    await claiming('jpeg/progressive-422.jpg', 65_500, 65_500),
    await claiming('gif/256-colours.gif', 30_000, 30_000),
    await claiming('gif/interlaced.gif', 65_535, 65_535),
    await claiming('bmp/24-bit-7x5.bmp', 30_000, 30_000),
    await claiming('bmp/8-bit-top-down.bmp', 2 ** 31 - 1, -(2 ** 31)),
    await claiming('modern/color-444.avif', 30_000, 30_000),
    // 14 bits a side.
    await claiming('modern/lossless.webp', 16_383, 16_383),
    await claiming('modern/lossy.webp', 16_383, 16_383),
  ];
}

/** How many pixels a size has that nobody refuses, but that is far from what the file holds. */
const LARGE = 4000;

describe.each(engines)('on engine %s', (engine) => {
  test('what claims to be huge is refused by its header, and the good file among them comes out', async () => {
    const good = png('good', await blackPng(5, 5));
    const huge = await hugeFiles();
    const [first, ...refused] = await verdictsOn([good, ...huge], { ...options, engine });
    expect(first).toEqual(new Float32Array(27));
    for (const [index, verdict] of refused.entries()) {
      const { name, format } = huge[index]!;
      // The data of a GIF file is seen to be too short for so many pixels before they are counted.
      const expected =
        format === 'gif' ? { tag: 'decode' } : { tag: 'limit', message: expect.stringContaining('pixels') };
      expect(verdict, name).toMatchObject(expected);
    }
  });

  test('what claims less is decoded or refused, as its content has it', async () => {
    const files = [
      png('nothing but black', await blackPng(LARGE, LARGE)),
      png('cut off', await blackPng(LARGE, LARGE, 3)),
      await claiming('jpeg/gray.jpg', LARGE, LARGE),
      await claiming('bmp/24-bit-7x5.bmp', LARGE, LARGE),
      await claiming('gif/256-colours.gif', LARGE, LARGE),
    ];
    const [black, cutOff, jpeg, bmp, gif] = await verdictsOn(files, { ...options, engine, batchSize: 1 });
    expect(black).toEqual(new Float32Array(27));
    // As libjpeg does, with what the last block was like.
    expect(jpeg).toHaveLength(27);
    for (const verdict of [cutOff, bmp, gif]) expect(verdict).toMatchObject({ tag: 'decode' });
  });

  test('what unpacks to much more beside the pixels costs nothing', async () => {
    const plain = await goldenFile('png/rgb-8.png');
    const [before, after] = [plain.bytes.subarray(0, 33), plain.bytes.subarray(33)];
    const bombs = await Promise.all(
      (['zTXt', 'iCCP'] as const).map(async (type) => {
        const parts = [before, await compressedChunk(type, 2 ** 26), after];
        return png(type, new Uint8Array(await new Blob(parts).arrayBuffer()));
      }),
    );
    const frames: FuzzFile = { name: 'frames', format: 'gif', bytes: manyFramesGif(20_000) };
    const [expected, text, profile, gif] = await verdictsOn([plain, ...bombs, frames], { ...options, engine });
    for (const received of [text, profile]) {
      expect(largestDifference(received as Float32Array, expected as Float32Array)).toBe(0);
    }
    expect(gif).toEqual(Float32Array.from({ length: 27 }, (_, at) => 10 * ((at % 3) + 1)));
  });
});

// WebP and AVIF were left to the browser, and JPEG was called unsupported; WebKit makes a picture of a gigabyte.
test('loadImg refuses what is huge by its header, and goes on', async () => {
  for (const { name, bytes } of await hugeFiles()) {
    const error = await loadImg(new File([bytes], name)).catch((reason: unknown) => reason);
    expect(error, name).toMatchObject({
      tag: 'limit',
      path: name,
      message: expect.stringContaining('Pillow stops at'),
    });
  }
  const { width, data } = await loadImg(await blackPng(5, 5));
  expect([width, Math.max(...data)]).toEqual([5, 0]);
});
