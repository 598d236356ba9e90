import * as tf from '@tensorflow/tfjs';

/** Width and height of the pictures that the model takes, in pixels. */
export const IMAGE_SIZE = 32;

/** A small convolutional network, not trained yet; it takes pictures as the library gives them, from 0 to 255. */
export function createModel(classCount: number): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ inputShape: [IMAGE_SIZE, IMAGE_SIZE, 3], scale: 1 / 127.5, offset: -1 }),
      tf.layers.conv2d({
        filters: 8,
        kernelSize: 3,
        strides: 2,
        activation: 'relu',
        kernelInitializer: initializer(1),
      }),
      tf.layers.conv2d({
        filters: 16,
        kernelSize: 3,
        strides: 2,
        activation: 'relu',
        kernelInitializer: initializer(2),
      }),
      tf.layers.globalMaxPooling2d({}),
      tf.layers.dense({ units: classCount, activation: 'softmax', kernelInitializer: initializer(3) }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Seeded, so that the same folder trains the same way each time. */
function initializer(seed: number): ReturnType<typeof tf.initializers.heNormal> {
  return tf.initializers.heNormal({ seed });
}
