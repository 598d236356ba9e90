import * as tf from '@tensorflow/tfjs';
import type { Network, TrainingChoices } from './training-choices.ts';

/** The filters of each convolution; every one halves the picture. */
const FILTERS: Readonly<Record<Network, readonly number[]>> = {
  small: [8, 16],
  medium: [16, 32, 64],
  large: [16, 32, 64, 128],
};

/** What a model takes and gives. */
interface ModelShape {
  /** Of a picture, `[height, width, channels]`, or of its features, `[features]`. */
  readonly input: readonly number[];
  readonly classes: number;
}

/** A convolutional network, not trained yet; it takes pictures as the library gives them, from 0 to 255. */
export function createNetwork({ input, classes }: ModelShape, choices: TrainingChoices): tf.LayersModel {
  const layers: tf.layers.Layer[] = [
    tf.layers.rescaling({ inputShape: [...input], scale: 1 / 127.5, offset: -1 }),
    ...FILTERS[choices.network].map((filters, index) =>
      tf.layers.conv2d({
        filters,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializer(index),
      }),
    ),
    tf.layers.globalMaxPooling2d({}),
    outputLayer(classes),
  ];
  return compiled(tf.sequential({ layers }), choices);
}

/** What learns classes from the features of another model. */
export function createHead({ input, classes }: ModelShape, choices: TrainingChoices): tf.LayersModel {
  const layers = [tf.layers.inputLayer({ inputShape: [...input] }), outputLayer(classes)];
  return compiled(tf.sequential({ layers }), choices);
}

function outputLayer(classes: number): tf.layers.Layer {
  return tf.layers.dense({ units: classes, activation: 'softmax', kernelInitializer: initializer(100) });
}

function compiled(model: tf.LayersModel, { learningRate }: TrainingChoices): tf.LayersModel {
  model.compile({ optimizer: tf.train.adam(learningRate), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Seeded, so that the same folder trains the same way each time. */
function initializer(seed: number): ReturnType<typeof tf.initializers.heNormal> {
  return tf.initializers.heNormal({ seed: seed + 1 });
}
