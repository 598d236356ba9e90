import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../demo/options/loader-options.ts';
import type { Pictures } from '../../../demo/pictures/find-pictures.ts';
import type { Classifier } from '../../../demo/training/classifier.ts';
import type { FeatureExtractor } from '../../../demo/training/feature-extractor.ts';
import type { LabelledDataset } from '../../../src/index.ts';

const tensorToImages = vi.fn(async (): Promise<object[]> => [{}]);
const loadExtractor = vi.fn<() => Promise<FeatureExtractor>>();
const startTrainer = vi.fn((_: AbortSignal) => ({ loadExtractor }));

vi.mock('../../../src/index.ts', () => ({
  directoryFromFiles: () => ({}),
  imageDatasetFromDirectory: async () => ({ toArray: async () => [tf.zeros([1, 2, 2, 3])], dispose() {} }),
  isImageDatasetError: () => false,
}));
vi.mock('../../../demo/batch/tensor-to-images.ts', () => ({ tensorToImages }));
vi.mock('../../../demo/work.ts', () => ({ work: () => ({ startTrainer }) }));

const { predictPicture } = await import('../../../demo/predict/predict-picture.ts');
const { evaluate } = await import('../../../demo/training/evaluate.ts');
const { chooseExtractor, extractorChoice } = await import('../../../demo/training/extractor-choice.ts');
const { train } = await import('../../../demo/training/train.ts');

const picture = new File([], 'a.png');

function classifierWith(extract: Classifier['extract']): Classifier {
  const layers = [tf.layers.flatten({ inputShape: [2, 2, 3] }), tf.layers.dense({ units: 2 })];
  const model = tf.sequential({ layers });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  return { classNames: ['a', 'b'], options: DEFAULT_OPTIONS, model, extract };
}

const broken = (): never => {
  throw new Error('several outputs');
};

let tensors = 0;
let classifier: Classifier;

beforeEach(async () => {
  await tf.setBackend('cpu');
  classifier = classifierWith(broken);
  tensors = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

test('a picture is let go when the model fails', async () => {
  await expect(predictPicture(classifier, picture)).rejects.toThrow('several outputs');
});

test('a picture is let go when it can not be shown', async () => {
  tensorToImages.mockRejectedValueOnce(new Error('no memory'));
  await expect(predictPicture(classifier, picture)).rejects.toThrow('no memory');
});

test('a batch is let go when the model fails to judge it', async () => {
  async function* batches() {
    yield { xs: tf.zeros([1, 2, 2, 3]), ys: tf.zeros([1, 2]), filePaths: ['a.png'], indices: [0] };
  }
  const dataset = { batches, labels: [0] } as unknown as LabelledDataset;
  await expect(evaluate(classifier, dataset)).rejects.toThrow('several outputs');
});

test('a batch is let go when no features come of it', async () => {
  const training = tf.data.generator(function* () {
    yield { xs: tf.zeros([1, 2, 2, 3]), ys: tf.zeros([1, 2]) };
  });
  const pictures = { training, validation: training } as unknown as Pictures;
  const observer = { onStage: async () => {}, onBatch: async () => true, onEpoch: async () => true };
  await expect(train(classifier, pictures, 1, observer)).rejects.toThrow('several outputs');
});

// A server that does not answer kept its worker for ever.
test('the worker that loads an extractor ends when another one is chosen', async () => {
  loadExtractor.mockReturnValue(new Promise(() => {}));
  void chooseExtractor('https://one/model.json');
  void chooseExtractor('https://other/model.json');
  const [[one], [other]] = startTrainer.mock.calls as [[AbortSignal], [AbortSignal]];
  expect([one.aborted, other.aborted]).toEqual([true, false]);
  expect(extractorChoice.value.kind).toBe('loading');
});
