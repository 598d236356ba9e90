import * as tf from '@tensorflow/tfjs';
import {
  type DatasetReport,
  directoryFromFiles,
  type ImageDataset,
  type ImageDatasetOptions,
  imageDatasetFromDirectory,
} from '../../../../src/index.ts';

/** What a page shows of an epoch. */
interface Outcome {
  /** The first value of each image. */
  readonly values: readonly number[];
  readonly cache: DatasetReport['cache'];
}

declare global {
  var cachePage: { open: typeof open; epoch: typeof epoch; dispose(): void };
}

let dataset: ImageDataset<tf.Tensor>;

/** Makes a dataset of the files that were chosen. */
async function open(options: ImageDatasetOptions): Promise<typeof dataset> {
  const { files } = document.querySelector('input')!;
  const common = { engine: 'cpu', labels: null, shuffle: false, verbose: false, cache: 'disk' } as const;
  const directory = directoryFromFiles(Array.from(files!, (file) => ({ path: file.name, file })));
  dataset = await imageDatasetFromDirectory(directory, { ...common, ...options } as typeof common);
  return dataset;
}

async function epoch(): Promise<Outcome> {
  const values: number[] = [];
  for await (const { xs } of dataset.batches()) {
    const [rows = 0] = xs.shape;
    const data = await xs.data();
    for (let row = 0; row < rows; row++) values.push(data[(row * data.length) / rows]!);
    xs.dispose();
  }
  return { values, cache: dataset.report.cache };
}

await tf.setBackend('cpu');
globalThis.cachePage = { open, epoch, dispose: () => dataset.dispose() };
