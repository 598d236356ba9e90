import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resampleOnCpu } from '../../src/engine/cpu-resample.ts';
import { directoryFromFiles, type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import { allOf } from '../../src/jpeg/excerpt.ts';
import { reducedSize, reductionFor } from '../../src/jpeg/reduction.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import { planResample } from '../../src/resample/plan.ts';
import { decodeJpeg } from '../../workers/jpeg-decoder.ts';
import { readHeader } from '../../workers/picture-header.ts';
import { turnUpright } from '../../workers/turn-upright.ts';
import { flatJpeg } from '../flat-jpeg.ts';
import { turnedJpeg } from '../turned-jpeg.ts';
import { collect } from './collect.ts';
import { engines, useBackend } from './engines.ts';
import { goldenDirectory } from './golden-pictures.ts';
import { largestDifference } from './largest-difference.ts';

const inks = new URL('../goldens/decode/files/jpeg/cmyk-ycck-420.jpg', import.meta.url);
const golden = ['baseline-420.jpg', 'baseline-444.jpg', 'progressive.jpg', 'gray.jpg', 'coarse-420.jpeg'];

/** The CPU engine gives the same bits; WGSL may fuse multiplications and additions. */
const TOLERANCE = { cpu: 0, webgpu: 0.01 } as const;

const lease = leasePool(undefined, 1);

beforeAll(useBackend);

afterAll(() => {
  lease.release();
  expect(tf.memory().numTensors).toBe(0);
});

async function filesToReduce(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const directory = await goldenDirectory(golden.map((name) => `jpeg/${name}`));
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const name of golden) {
    const bytes = new Uint8Array(await (await directory.open(`jpeg/${name}`)).arrayBuffer());
    for (const orientation of [1, 6, 7]) {
      files.set(`jpeg/${orientation}-${name}`, turnedJpeg(bytes, orientation, true));
    }
  }
  files.set('jpeg/1-inks.jpg', new Uint8Array(await (await fetch(inks)).arrayBuffer()));
  return files;
}

function directoryOf(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
  return directoryFromFiles([...files].map(([path, bytes]) => ({ path, file: new File([bytes], path) })));
}

const runs = [
  { imageSize: [10, 12], colorMode: 'rgb', orientation: 'apply' },
  { imageSize: [3, 4], colorMode: 'rgba', cropToAspectRatio: true, dataFormat: 'channelsFirst' },
  { imageSize: [16, 16], colorMode: 'grayscale', padToAspectRatio: true, orientation: 'apply', interpolation: 'area' },
] as const satisfies readonly ImageDatasetOptions[];

/** What has to come out: the whole reduced picture, turned upright, resampled without a shortcut. */
function expected(bytes: Uint8Array<ArrayBuffer>, turn: number, run: (typeof runs)[number]) {
  const header = readHeader(bytes);
  const target = { width: run.imageSize[1], height: run.imageSize[0] };
  const fit = 'cropToAspectRatio' in run ? 'crop' : 'padToAspectRatio' in run ? 'pad' : 'stretch';
  const geometry = { target, fit, interpolation: 'interpolation' in run ? run.interpolation : 'bilinear' } as const;
  const orientation = 'orientation' in run ? turn : 1;
  const upright = orientation > 4 ? { width: header.height, height: header.width } : header;
  const eighths = reductionFor(upright, geometry);
  const { width, height } = reducedSize(header, eighths);
  const channels = run.colorMode === 'grayscale' ? 1 : run.colorMode === 'rgba' ? 4 : 3;
  const excerpt = { eighths, rows: allOf(height), columns: allOf(width) };
  const whole = turnUpright(decodeJpeg(bytes, channels, excerpt), orientation);
  const dataFormat = 'dataFormat' in run ? run.dataFormat : 'channelsLast';
  return { eighths, values: resampleOnCpu(whole, planResample(whole, geometry), { target, channels, dataFormat }) };
}

describe.each(engines)('with the engine %s', (engine) => {
  const options = { engine, batchSize: null, shuffle: false, verbose: false, decode: 'reduced' } as const;

  test.each(runs)('large JPEG files are made smaller while they are decoded: %o', async (run) => {
    const files = await filesToReduce();
    const dataset = await imageDatasetFromDirectory(directoryOf(files), { ...options, ...run });
    const received = await collect(dataset);
    dataset.dispose();
    expect(received.size).toBe(files.size);
    const reductions = new Set<number>();
    for (const [path, bytes] of files) {
      const picture = received.get(path);
      if (!(picture instanceof Float32Array)) throw picture ?? new Error(`${path} is missing.`);
      const { eighths, values } = expected(bytes, Number(path.split('/')[1]![0]), run);
      expect(largestDifference(picture, values), path).toBeLessThanOrEqual(TOLERANCE[engine]);
      reductions.add(eighths);
    }
    expect(reductions.size).toBeGreaterThan(1);
    expect(reductions).toContain(1);
  });

  test('small JPEG files, and other formats, come out as they do otherwise', async () => {
    const paths = [
      'jpeg/baseline-420.jpg',
      'jpeg/gray.jpg',
      'png/rgb-landscape.png',
      'bmp/bottom-up.bmp',
      'gif/plain.gif',
    ];
    const pictures = [];
    for (const decode of ['exact', 'reduced'] as const) {
      const dataset = await imageDatasetFromDirectory(await goldenDirectory(paths), {
        ...options,
        decode,
        imageSize: [100, 150],
      });
      pictures.push(await collect(dataset));
      dataset.dispose();
    }
    const [exact, reduced] = pictures;
    for (const [path, values] of exact!) {
      if (values instanceof Error) throw values;
      expect(largestDifference(reduced!.get(path) as Float32Array, values), path).toBe(0);
    }
  });
});

test.each(['exact', 'reduced'] as const)(
  '64 photographs of 12 megapixels stay below the budget, several at a time (%s)',
  async (decode) => {
    const bytes = flatJpeg(4000, 3000);
    const files = new Map(Array.from({ length: 64 }, (_, number) => [`a/${number}.jpg`, bytes]));
    const dataset = await imageDatasetFromDirectory(directoryOf(files), {
      decode,
      engine: 'cpu',
      labels: null,
      imageSize: 224,
      verbose: false,
    });
    for await (const { xs } of dataset.batches()) {
      const values = await xs.data();
      expect(values.every((value) => value === 128)).toBe(true);
      xs.dispose();
    }
    const { peakBytesInFlight, timings } = dataset.report;
    expect(timings.pictures).toBe(64);
    expect(peakBytesInFlight).toBeLessThanOrEqual(256 * 2 ** 20);
    // One takes 9 MB with 'exact', and 3.5 MB with 'reduced'.
    expect(peakBytesInFlight).toBeGreaterThan(decode === 'exact' ? 18e6 : 7e6);
    dataset.dispose();
  },
);
