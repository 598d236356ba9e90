import type { Pictures } from './find-pictures.ts';
import { createModel } from './model.ts';
import { yieldToPage } from './yield-to-page.ts';

/** How often the model sees each picture. */
export const EPOCHS = 12;

/** How far training has come. */
export interface BatchProgress {
  /** From 0. */
  readonly epoch: number;
  /** Batches done in this epoch. */
  readonly batches: number;
  readonly imagesPerSecond: number;
}

/** What an epoch came to; accuracies from 0 to 1. */
export interface EpochResult {
  /** From 0. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Not there where training was stopped before the epoch's end. */
  readonly validationAccuracy: number | undefined;
}

/** Trains a new model until all epochs are done or `stop` is aborted. */
export async function train(
  { training, validation }: Pictures,
  stop: AbortSignal,
  listener: { onBatch(progress: BatchProgress): void; onEpoch(result: EpochResult): void },
): Promise<void> {
  const model = createModel(training.classNames.length);
  let epoch = 0;
  let images = 0;
  let startedAt = 0;
  try {
    await model.fitDataset(training, {
      epochs: EPOCHS,
      validationData: validation,
      verbose: 0,
      // tfjs would wait for animation frames, which a background tab does not get.
      yieldEvery: 'never',
      callbacks: {
        onEpochBegin(number) {
          epoch = number;
          images = 0;
          startedAt = performance.now();
        },
        async onBatchEnd(batch, logs) {
          images += logs?.size ?? 0;
          const imagesPerSecond = (images / (performance.now() - startedAt)) * 1000;
          listener.onBatch({ epoch, batches: batch + 1, imagesPerSecond });
          await yieldToPage();
          model.stopTraining = stop.aborted;
        },
        onEpochEnd(number, logs) {
          const { loss = Number.NaN, acc = Number.NaN, val_acc } = logs ?? {};
          listener.onEpoch({ epoch: number, loss, accuracy: acc, validationAccuracy: val_acc });
          model.stopTraining = stop.aborted;
        },
      },
    });
  } finally {
    // tfjs leaves an optimizer that it was handed to whoever made it.
    model.optimizer.dispose();
    model.dispose();
  }
}
