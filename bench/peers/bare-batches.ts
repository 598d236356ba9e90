import * as tf from '@tensorflow/tfjs';

/** Takes a picture, `[size, size, 3]` float32; resolves when there is room for the next one. */
type Fill = (picture: Float32Array<ArrayBuffer>) => Promise<void>;

/** Puts pictures into batches of new memory, and makes tensors of them: what nobody can do without, and no more. */
export function fillBatches(
  count: number,
  size: number,
  batchSize: number,
  onBatch: (images: tf.Tensor) => Promise<void>,
): Fill {
  const elements = elementsOf(size);
  let batch = new Float32Array();
  let [row, made] = [0, 0];
  return async (picture) => {
    const rows = Math.min(batchSize, count - made);
    if (row === 0) batch = new Float32Array(rows * elements);
    batch.set(picture, row * elements);
    if (++row < rows) return;
    made += rows;
    row = 0;
    await onBatch(tf.tensor4d(batch, [rows, size, size, 3]));
  };
}

/** A picture that shows nothing. */
export function anyPicture(size: number): Float32Array<ArrayBuffer> {
  return new Float32Array(elementsOf(size)).fill(1);
}

function elementsOf(size: number): number {
  return size * size * 3;
}
