import * as tf from '@tensorflow/tfjs';
import type { Pictures } from '../pictures/find-pictures.ts';
import { yieldToPage } from '../yield-to-page.ts';
import { type Classifier, toInput } from './classifier.ts';
import { evaluate, type Judged } from './evaluate.ts';

/** How far training has come. */
export interface BatchProgress {
  /** From 0. */
  readonly epoch: number;
  /** Batches done in this epoch. */
  readonly batches: number;
  readonly imagesPerSecond: number;
  /** Means over this epoch so far. */
  readonly loss: number;
  readonly accuracy: number;
  /** What tfjs holds. */
  readonly bytes: number;
  readonly tensors: number;
}

/** What an epoch came to; accuracies from 0 to 1. */
export interface EpochResult {
  /** From 0. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly judged: readonly Judged[];
  /** What limits the run; `null` where it is not known yet. */
  readonly bottleneck: string | null;
  /** Why pictures are not kept on disk; `null` where they are, or are not meant to be. */
  readonly cacheProblem: string | null;
}

/** What training is told, and tells. */
interface TrainingControl {
  readonly epochs: number;
  /** Ends training after the batch. */
  readonly stop: AbortSignal;
  /** Awaited after each batch: training goes on when it is. */
  readonly whilePaused: () => Promise<void>;
  readonly onBatch: (progress: BatchProgress) => void;
  readonly onEpoch: (result: EpochResult) => void;
}

/** Trains a classifier until all epochs are done or it is stopped. */
export async function train(classifier: Classifier, pictures: Pictures, control: TrainingControl): Promise<void> {
  const { model } = classifier;
  const { training, validation } = pictures;
  const rate = createRate();
  const sums = { images: 0, loss: 0, accuracy: 0 };
  let epoch = 0;
  await model.fitDataset(classifier.features ? training.map(toFeatures(classifier)) : training, {
    epochs: control.epochs,
    verbose: 0,
    // tfjs would wait for animation frames, which a background tab does not get.
    yieldEvery: 'never',
    callbacks: {
      onEpochBegin(number) {
        epoch = number;
        Object.assign(sums, { images: 0, loss: 0, accuracy: 0 });
      },
      async onBatchEnd(batch, logs) {
        const { size = 0, loss = Number.NaN, acc = Number.NaN } = logs ?? {};
        sums.images += size;
        sums.loss += size * loss;
        sums.accuracy += size * acc;
        const { numBytes: bytes, numTensors: tensors } = tf.memory();
        control.onBatch({
          epoch,
          batches: batch + 1,
          imagesPerSecond: rate.count(size),
          loss: sums.loss / sums.images,
          accuracy: sums.accuracy / sums.images,
          bytes,
          tensors,
        });
        await yieldToPage();
        rate.pause();
        await control.whilePaused();
        rate.resume();
        model.stopTraining = control.stop.aborted;
      },
      async onEpochEnd(number) {
        rate.pause();
        const judged = await evaluate(classifier, validation);
        control.onEpoch({
          epoch: number,
          loss: sums.loss / sums.images,
          accuracy: sums.accuracy / sums.images,
          validationLoss: mean(judged.map(({ loss }) => loss)),
          validationAccuracy: mean(judged.map(({ label, predicted }) => Number(label === predicted))),
          judged,
          bottleneck: training.report.bottleneck,
          cacheProblem: training.report.cache?.problem ?? null,
        });
        rate.resume();
        model.stopTraining = control.stop.aborted;
      },
    },
  });
}

/** What `fitDataset` takes in the place of pictures. */
function toFeatures(classifier: Classifier) {
  return ({ xs, ys }: { xs: tf.Tensor; ys: tf.Tensor }) => ({ xs: toInput(classifier, xs), ys });
}

/** Images per second of the time that training takes. */
function createRate(): { count(images: number): number; pause(): void; resume(): void } {
  let images = 0;
  let ms = 0;
  let since = performance.now();
  return {
    count(more) {
      images += more;
      return (1000 * images) / (ms + performance.now() - since);
    },
    pause() {
      ms += performance.now() - since;
    },
    resume() {
      since = performance.now();
    },
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
