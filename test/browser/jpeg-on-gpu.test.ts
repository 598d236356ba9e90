import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect } from 'vitest';
import { createGpuEngine } from '../../src/engine/gpu-engine.ts';
import { decodeCoefficients, type JpegCoefficients } from '../../src/jpeg/coefficients.ts';
import { JpegError } from '../../src/jpeg/jpeg-error.ts';
import { decodePixels } from '../../src/jpeg/pixels.ts';
import { planResample } from '../../src/resample/plan.ts';
import { gpuTest as test } from './abilities.ts';
import { useBackend } from './engines.ts';
import { finishOnGpu } from './finish-on-gpu.ts';
import { largestDifference } from './largest-difference.ts';
import { readBuffer } from './read-buffer.ts';

const urls = import.meta.glob<string>('../goldens/decode/files/jpeg*/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});
let device: GPUDevice;

beforeAll(async () => {
  await useBackend();
  device = (tf.backend() as unknown as { device: GPUDevice }).device;
});

interface GoldenJpeg {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly jpeg: JpegCoefficients;
}

/** The coefficients of all files that can be decoded, damaged ones included, by the size of their pictures. */
async function filesBySize(channels: 1 | 3): Promise<Map<string, GoldenJpeg[]>> {
  const bySize = new Map<string, GoldenJpeg[]>();
  for (const [name, url] of Object.entries(urls)) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    try {
      const jpeg = decodeCoefficients(bytes, channels);
      const size = `${jpeg.width} × ${jpeg.height}`;
      // What takes megabytes of memory tells nothing that the others do not.
      if (jpeg.width * jpeg.height < 1e6) bySize.set(size, [...(bySize.get(size) ?? []), { name, bytes, jpeg }]);
    } catch (error) {
      if (!(error instanceof JpegError)) throw error;
    }
  }
  return bySize;
}

/** The CPU's samples, `[height, width, channels]`. */
function samplesOf(bytes: Uint8Array, channels: 1 | 3): Uint8Array {
  const { data } = decodePixels(bytes, channels === 1 ? 'gray' : 'rgba', 'fast');
  return channels === 1 ? data.slice() : data.filter((_, at) => at % 4 !== 3);
}

// Integers throughout: the shaders have to give the very samples that the CPU gives, which are TensorFlow's.
test.each([3, 1] as const)(
  'the shaders reconstruct every golden JPEG file to the same bits (%i channels)',
  async (channels) => {
    const bySize = await filesBySize(channels);
    let compared = 0;
    device.pushErrorScope('validation');
    for (const pictures of bySize.values()) {
      const { width, height } = pictures[0]!.jpeg;
      const target = { width, height };
      const plan = planResample(target, { target, fit: 'stretch', interpolation: 'nearest' });
      const engine = createGpuEngine(device, { target, channels, dataFormat: 'channelsLast' }, 'coefficients');
      engine.begin(pictures.length);
      for (const [row, { jpeg }] of pictures.entries()) {
        engine.place(row, { kind: 'planned', decoded: { kind: 'coefficients', ...jpeg }, plan });
      }
      const values = await readBuffer(device, await finishOnGpu(engine, pictures.length));
      for (const [row, { name, bytes }] of pictures.entries()) {
        const samples = width * height * channels;
        const received = Uint8Array.from(values.subarray(row * samples, (row + 1) * samples));
        expect(largestDifference(received, samplesOf(bytes, channels)), name).toBe(0);
        compared++;
      }
      engine.release();
    }
    expect(await device.popErrorScope()).toBeNull();
    expect(compared).toBeGreaterThan(200);
  },
);
