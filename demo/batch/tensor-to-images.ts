import type * as tf from '@tensorflow/tfjs';
import { timeSlices } from '../time-slices.ts';

/** Half of a frame: what the page works on before it lets its visitor in. */
const SLICE_MS = 8;

/**
 * Turns the first rows of a batch into pictures.
 *
 * @param xs - `[batch, height, width, channels]`, 0 to 255.
 */
export async function tensorToImages(xs: tf.Tensor, rows: number): Promise<readonly ImageData[]> {
  const [, height = 0, width = 0, channels = 0] = xs.shape;
  const samples = await xs.data();
  const size = height * width * channels;
  const images: ImageData[] = [];
  const pause = timeSlices(SLICE_MS);
  for (let row = 0; row < rows; row++) {
    images.push(toImage(samples.subarray(row * size, (row + 1) * size), width, height, channels));
    await pause();
  }
  return images;
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
