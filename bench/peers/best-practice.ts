import * as tf from '@tensorflow/tfjs';
import type { PictureFile } from '../picture-file.ts';

/** A whole batch at once, resized by the browser while it decodes: what a careful user would write. */
export async function bestPractice(
  files: readonly PictureFile[],
  size: number,
  batchSize: number,
  onBatch: (images: tf.Tensor) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < files.length; start += batchSize) {
    const bitmaps = await Promise.all(
      files
        .slice(start, start + batchSize)
        .map(async (handle) => createImageBitmap(await handle.getFile(), { resizeWidth: size, resizeHeight: size })),
    );
    const batch = tf.tidy(() => tf.stack(bitmaps.map((bitmap) => tf.browser.fromPixels(bitmap))).toFloat());
    for (const bitmap of bitmaps) bitmap.close();
    await onBatch(batch);
  }
}
