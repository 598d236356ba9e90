import * as tf from '@tensorflow/tfjs';
import { imageDatasetFromDirectory } from '../../src/index.ts';
import { numberedDirectory } from './tiny-pictures.ts';

/** What a short training leaves behind. */
export interface TrainingResult {
  readonly backend: string;
  readonly engine: string | null;
  readonly epochs: number;
  readonly losses: readonly number[];
  readonly evaluated: number;
  /** Tensors that are left once model and datasets are gone. */
  readonly tensorsLeft: number;
}

/** Trains a small model on a directory, with validation, and evaluates it: on whatever backend tfjs uses. */
export async function train(isConvolutional: boolean): Promise<TrainingResult> {
  await tf.ready();
  const before = tf.memory().numTensors;
  const [training, validation] = await imageDatasetFromDirectory(numberedDirectory(10, 6, 6), {
    verbose: false,
    imageSize: 4,
    batchSize: 3,
    labelDtype: 'float32',
    validationSplit: 0.3,
    subset: 'both',
    seed: 1,
  });
  const model = tf.sequential();
  const inputShape = [4, 4, 3];
  model.add(tf.layers.rescaling({ inputShape, scale: 1 / 255 }));
  if (isConvolutional) model.add(tf.layers.conv2d({ filters: 2, kernelSize: 3, activation: 'relu' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
  const optimizer = tf.train.sgd(0.01);
  model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy' });
  const { history } = await model.fitDataset(training, { validationData: validation, epochs: 2, verbose: 0 });
  const evaluated = (await model.evaluateDataset(validation, {})) as tf.Scalar;
  const result = {
    backend: tf.getBackend(),
    engine: training.report.engine,
    epochs: history.loss!.length,
    losses: [...history.loss!, ...history.val_loss!] as number[],
    evaluated: (await evaluated.data())[0]!,
  };
  evaluated.dispose();
  model.dispose();
  optimizer.dispose();
  training.dispose();
  validation.dispose();
  return { ...result, tensorsLeft: tf.memory().numTensors - before };
}
