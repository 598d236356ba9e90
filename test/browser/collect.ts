import type * as tf from '@tensorflow/tfjs';
import type { ImageDataset } from '../../src/image-dataset.ts';
import { type ImageDatasetError, isImageDatasetError } from '../../src/index.ts';

/** One epoch of a dataset whose `batchSize` is `null`: the values of each picture, or its error, by path. */
export async function collect<Element extends tf.TensorContainer>(
  dataset: ImageDataset<Element>,
): Promise<Map<string, Float32Array | ImageDatasetError>> {
  const collected = new Map<string, Float32Array | ImageDatasetError>();
  const iterator = await dataset.iterator();
  for (;;) {
    try {
      const { value, done } = await iterator.next();
      if (done) return collected;
      const { xs, ys } = value as unknown as { xs: tf.Tensor; ys: tf.Tensor };
      const path = dataset.filePaths[collected.size] ?? 'one too many';
      collected.set(path, (await xs.data()) as Float32Array);
      xs.dispose();
      ys.dispose();
    } catch (error) {
      if (!isImageDatasetError(error) || error.path === undefined) throw error;
      collected.set(error.path, error);
    }
  }
}
