import * as tf from '@tensorflow/tfjs';
import { artifactsOf } from './model-artifacts.ts';

/**
 * Makes a model once more, on the backend that tfjs computes on now.
 *
 * tfjs itself moves a tensor when it is used, by a synchronous read, which WebGPU does not have.
 */
export async function copyLayersModel(model: tf.LayersModel): Promise<tf.LayersModel> {
  return tf.loadLayersModel(tf.io.fromMemory(await artifactsOf(model)));
}

/** As {@link copyLayersModel}, for both kinds of models that tfjs has. */
export async function copyModel(model: tf.LayersModel | tf.GraphModel): Promise<tf.LayersModel | tf.GraphModel> {
  if (model instanceof tf.LayersModel) return copyLayersModel(model);
  return tf.loadGraphModel(tf.io.fromMemory(await artifactsOf(model)));
}
