import type * as tf from '@tensorflow/tfjs';

/** @param xs - `[batch, height, width, channels]`, 0 to 255. */
export async function tensorToImages(xs: tf.Tensor): Promise<ImageData[]> {
  const [rows = 0, height = 0, width = 0, channels = 0] = xs.shape;
  const samples = await xs.data();
  const size = height * width * channels;
  return Array.from({ length: rows }, (_, row) =>
    toImage(samples.subarray(row * size, (row + 1) * size), width, height, channels),
  );
}

function toImage(samples: ArrayLike<number>, width: number, height: number, channels: number): ImageData {
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * pixel + channel] = samples[channels * pixel + (channels === 1 ? 0 : channel)]!;
    }
    image.data[4 * pixel + 3] = channels === 4 ? samples[channels * pixel + 3]! : 255;
  }
  return image;
}
