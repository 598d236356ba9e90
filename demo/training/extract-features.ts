import * as tf from '@tensorflow/tfjs';
import { AdviceError } from '../messages/explain-error.ts';
import { type PixelRange, SCALES } from './pixel-range.ts';

/** From pictures of 0 to 255, `[batch, height, width, channels]`, to their features, `[batch, features]`. */
export type ExtractFeatures = (xs: tf.Tensor) => tf.Tensor;

/** Makes a model that was loaded elsewhere once more, and takes its output for features. */
export async function openExtractor(artifacts: tf.io.ModelArtifacts, range: PixelRange): Promise<ExtractFeatures> {
  const from = tf.io.fromMemory(artifacts);
  const model = await (artifacts.format === 'graph-model' ? tf.loadGraphModel(from) : tf.loadLayersModel(from));
  return (xs) => featuresOf(model, xs, range);
}

/** @throws AdviceError where the model has several outputs. */
export function featuresOf(model: tf.LayersModel | tf.GraphModel, xs: tf.Tensor, range: PixelRange): tf.Tensor {
  return tf.tidy(() => {
    const [scale, offset] = SCALES[range];
    const output = model.predict(xs.mul(scale).add(offset));
    if (!(output instanceof tf.Tensor)) {
      throw new AdviceError('This model has several outputs. Choose one with a single output: the features.');
    }
    return output.rank === 4 ? output.mean([1, 2]) : output.reshape([xs.shape[0]!, -1]);
  });
}
