import * as tf from '@tensorflow/tfjs';
import type { PictureFile } from '../picture-file.ts';

/** One picture after the other, as the first answers on the web have it; Keras' resize, and tensors all the way. */
export async function naiveLoop(
  files: readonly PictureFile[],
  size: number,
  batchSize: number,
  onBatch: (images: tf.Tensor) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < files.length; start += batchSize) {
    const images: tf.Tensor3D[] = [];
    for (const handle of files.slice(start, start + batchSize)) {
      const bitmap = await createImageBitmap(await handle.getFile());
      images.push(tf.tidy(() => tf.image.resizeBilinear(tf.browser.fromPixels(bitmap), [size, size], false, true)));
      bitmap.close();
    }
    const batch = tf.stack(images);
    tf.dispose(images);
    await onBatch(batch);
  }
}
