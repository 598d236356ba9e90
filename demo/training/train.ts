import * as tf from '@tensorflow/tfjs';
import type { Pictures } from '../pictures/find-pictures.ts';
import { type Classifier, toInput } from './classifier.ts';
import { evaluate, type Judged } from './evaluate.ts';

/** What training does: pictures are prepared for the first batch, batches are learnt, the validation pictures judged. */
export type TrainingStage = 'preparing' | 'learning' | 'judging';

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
  /** Of its batches, how many were learnt: below 1 where training was stopped within it. */
  readonly share: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** What limits the run; `null` where it is not known yet. */
  readonly bottleneck: string | null;
  /** Why pictures are not kept on disk; `null` where they are, or are not meant to be. */
  readonly cacheProblem: string | null;
}

/** Receives progress; the answers after batches and epochs, which are waited for, say whether to go on. */
export interface TrainingObserver {
  onStage(stage: TrainingStage): Promise<void>;
  onBatch(progress: BatchProgress): Promise<boolean>;
  onEpoch(result: EpochResult, judged: readonly Judged[]): Promise<boolean>;
}

/** Trains a classifier until all epochs are done or its observer wants no more. */
export async function train(
  classifier: Classifier,
  { training, validation }: Pictures,
  epochs: number,
  observer: TrainingObserver,
): Promise<void> {
  const { model, extract } = classifier;
  const rate = createRate();
  const sums = { images: 0, loss: 0, accuracy: 0 };
  let epoch = 0;
  let share = 1;
  await model.fitDataset(extract ? training.map(toFeatures(classifier)) : training, {
    epochs,
    verbose: 0,
    // By default tfjs waits for animation frames; others have their turn when a batch is answered for.
    yieldEvery: 'never',
    callbacks: {
      onEpochBegin(number) {
        epoch = number;
        Object.assign(sums, { images: 0, loss: 0, accuracy: 0 });
      },
      async onBatchBegin(batch) {
        if (batch === 0) await observer.onStage('learning');
      },
      async onBatchEnd(batch, logs) {
        const { size = 0, loss = Number.NaN, acc = Number.NaN } = logs ?? {};
        sums.images += size;
        sums.loss += size * loss;
        sums.accuracy += size * acc;
        const { numBytes: bytes, numTensors: tensors } = tf.memory();
        const imagesPerSecond = rate.count(size);
        rate.pause();
        const goesOn = await observer.onBatch({
          epoch,
          batches: batch + 1,
          imagesPerSecond,
          loss: sums.loss / sums.images,
          accuracy: sums.accuracy / sums.images,
          bytes,
          tensors,
        });
        if (!goesOn) share = Math.min((batch + 1) / training.size, 1);
        model.stopTraining = !goesOn;
        rate.resume();
      },
      async onEpochEnd(number) {
        rate.pause();
        await observer.onStage('judging');
        const judged = await evaluate(classifier, validation);
        const result = {
          epoch: number,
          share,
          loss: sums.loss / sums.images,
          accuracy: sums.accuracy / sums.images,
          validationLoss: mean(judged.map(({ loss }) => loss)),
          validationAccuracy: mean(judged.map(({ label, predicted }) => Number(label === predicted))),
          bottleneck: training.report.bottleneck,
          cacheProblem: training.report.cache?.problem ?? null,
        };
        const goesOn = await observer.onEpoch(result, judged);
        rate.resume();
        model.stopTraining = !goesOn;
      },
    },
  });
}

/** What `fitDataset` takes in the place of pictures. */
function toFeatures(classifier: Classifier) {
  return ({ xs, ys }: { xs: tf.Tensor; ys: tf.Tensor }) => {
    try {
      return { xs: toInput(classifier, xs), ys };
    } catch (error) {
      // tfjs lets go only what was turned into something else.
      tf.dispose([xs, ys]);
      throw error;
    }
  };
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
