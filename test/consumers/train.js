import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { imageDatasetFromDirectory } from 'tfjs-image-dataset';

const OPTIONS = { imageSize: 8, batchSize: 32, shuffle: false };

/**
 * What every application here does with a folder: looks at its pixels, as both engines make them, trains a model on them for
 * one epoch, and lets everything go.
 */
export async function train(directory, worker) {
  await tf.setBackend('webgpu');
  const options = { ...OPTIONS, ...(worker ? { worker } : {}) };
  const exact = await imageDatasetFromDirectory(directory, { ...options, engine: 'cpu' });
  const dataset = await imageDatasetFromDirectory(directory, {
    ...options,
    labelMode: 'categorical',
    verbose: false,
    engine: 'webgpu',
  });

  const [{ xs, ys }] = await exact.toArray();
  const [onGpu] = await dataset.toArray();
  const pictures = await Promise.all(xs.unstack().map(hashOf));
  const difference = tf.tidy(() => xs.sub(onGpu.xs).abs().max());
  const labels = await ys.data();
  const gpuDifference = (await difference.data())[0];

  // All that it knows is wrong at first: each class is as probable as the other.
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ inputShape: [8, 8, 3], scale: 1 / 255 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: dataset.classNames.length, activation: 'softmax', kernelInitializer: 'zeros' }),
    ],
  });
  const optimizer = tf.train.sgd(0.01);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const { history } = await model.fitDataset(dataset, { epochs: 1, verbose: 0 });
  const afterwards = await model.evaluateDataset(dataset, {});

  const result = {
    backend: tf.getBackend(),
    engines: [exact.report.engine, dataset.report.engine],
    classNames: dataset.classNames,
    labels: Object.fromEntries(exact.filePaths.map((path, row) => [path, labels[row]])),
    hashes: Object.fromEntries(exact.filePaths.map((path, row) => [path, pictures[row]])),
    gpuDifference,
    losses: [history.loss[0], (await afterwards.data())[0]],
  };
  exact.dispose();
  dataset.dispose();
  model.dispose();
  optimizer.dispose();
  tf.dispose([xs, ys, onGpu, difference, afterwards]);
  return { ...result, tensorsLeft: tf.memory().numTensors };
}

async function hashOf(picture) {
  const pixels = await picture.data();
  picture.dispose();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', pixels));
  return Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
