import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { directoryFromDrop, imageDatasetFromDirectory } from 'tfjs-image-dataset';

const dropped = new Promise((resolve) => {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    resolve(directoryFromDrop(event));
  });
});

/** Called by load.mjs, which drops the folder. Failures come back as values: an error thrown here would lose its name. */
globalThis.load = async ({ backend, epochs, options }) => {
  try {
    if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start its ${backend} backend`);
    const dataset = await imageDatasetFromDirectory(await dropped, { ...options, onError: 'skip' });
    const passes = [];
    for (let epoch = 0; epoch < epochs; epoch++) passes.push(await pass(dataset));
    const { report, classNames, filePaths } = dataset;
    const result = { files: filePaths.length, classNames, passes, engine: report.engine, report };
    dataset.dispose();
    return JSON.stringify(result, plainErrors);
  } catch (error) {
    return JSON.stringify({ error }, plainErrors);
  }
};

/** One epoch. The clock stops when the last batch can be read: a GPU works on after the tensor is handed over. */
async function pass(dataset) {
  const started = performance.now();
  const iterator = await dataset.iterator();
  let batches = 0;
  let images = 0;
  let shapes = '';
  let last;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    tf.dispose(last);
    last = next.value;
    const { xs, ys } = last.xs ? last : { xs: last };
    batches += 1;
    images += xs.shape[0];
    shapes ||= [xs, ys].flatMap((tensor) => (tensor ? `${tensor.dtype} [${tensor.shape}]` : [])).join(', labels ');
  }
  await (last?.xs ?? last)?.data();
  tf.dispose(last);
  const seconds = (performance.now() - started) / 1000;
  return { batches, images, shapes, imagesPerSecond: Math.round((images / seconds) * 10) / 10 };
}

/** An Error's fields are not enumerable: JSON would show it as {}. */
const plainErrors = (_key, value) =>
  value instanceof Error ? { name: value.name, tag: value.tag, message: value.message } : value;
