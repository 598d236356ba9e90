import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import { directoryFromFiles, type ImageDataset, imageDatasetFromDirectory } from '../../../../src/index.ts';
import { numberedBmp } from '../../../numbered-bmp.ts';

/** What became of a batch: its numbers, or the tag or the name of the error. */
type Answer = readonly number[] | string | null;

/** What gpu.spec.ts calls. */
interface GpuPage {
  /** Makes a dataset of pictures that say their numbers, 0 to `count` - 1. */
  open(count: number, batchSize: number): Promise<void>;
  /** Begins an epoch anew. */
  restart(): Promise<void>;
  next(): Promise<Answer>;
  /** The engine that the last epoch was begun on. */
  engine(): 'webgpu' | 'cpu' | null;
  useBackend(name: 'cpu' | 'webgpu'): Promise<void>;
  /** Makes tfjs' webgpu backend anew, on a new device. */
  renewBackend(): Promise<void>;
}

declare global {
  var gpuPage: GpuPage;
}

let dataset: ImageDataset<tf.Tensor>;
let iterator: Awaited<ReturnType<ImageDataset<tf.Tensor>['iterator']>>;

// The GPU of these tests is software, which engine 'auto' would leave alone.
Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });

globalThis.gpuPage = {
  async open(count, batchSize) {
    const files = Array.from({ length: count }, (_, number) => {
      const path = `${String(number).padStart(3, '0')}.bmp`;
      return { path, file: new File([numberedBmp(number)], path) };
    });
    const options = { labels: null, shuffle: false, verbose: false, imageSize: 8, batchSize } as const;
    dataset = await imageDatasetFromDirectory(directoryFromFiles(files), options);
  },
  async restart() {
    iterator = await dataset.iterator();
  },
  async next() {
    try {
      const { value, done } = await iterator.next();
      if (done) return null;
      const pixels = await value.data();
      value.dispose();
      return Array.from({ length: pixels.length / 192 }, (_, row) => pixels[row * 192]!);
    } catch (error) {
      return (error as { readonly tag?: string }).tag ?? (error as Error).name;
    }
  },
  engine: () => dataset.report.engine,
  async useBackend(name) {
    await tf.setBackend(name);
  },
  async renewBackend() {
    const factory = tf.findBackendFactory('webgpu');
    await tf.setBackend('cpu');
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', factory);
    await tf.setBackend('webgpu');
  },
};
