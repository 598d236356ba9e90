import * as tf from '@tensorflow/tfjs';
import { type ImageDataset, imageDatasetFromDirectory } from '../../src/index.ts';
import { nextDroppedFolder } from './drops.ts';

let dataset: ImageDataset<tf.TensorContainer>;

/** Waits for a folder, makes the dataset of which many epochs are taken, and counts its pictures. */
export async function openSteady(engine: 'cpu' | 'webgpu', imageSize: number): Promise<number> {
  const directory = await nextDroppedFolder();
  await tf.setBackend(engine);
  dataset = await imageDatasetFromDirectory(directory, { engine, imageSize, labels: null, verbose: false });
  return dataset.filePaths.length;
}

/** What tfjs holds. */
interface TensorMemory {
  readonly tensors: number;
  readonly bytes: number;
  /** On a backend that has a GPU. */
  readonly gpuBytes: number | null;
}

/** Takes whole epochs, waiting until each batch can be read, and tells what tfjs holds afterwards. */
export async function runEpochs(count: number): Promise<TensorMemory> {
  for (let epoch = 0; epoch < count; epoch++) {
    for await (const { xs } of dataset.batches()) {
      await xs.data();
      xs.dispose();
    }
  }
  const memory = tf.memory() as tf.MemoryInfo & { readonly numBytesInGPU?: number };
  return { tensors: memory.numTensors, bytes: memory.numBytes, gpuBytes: memory.numBytesInGPU ?? null };
}
