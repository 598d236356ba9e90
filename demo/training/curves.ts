import type { BatchProgress, EpochResult } from './train.ts';

/** A value at a time; the time in epochs. */
export interface Point {
  readonly epoch: number;
  readonly value: number;
}

/** How a quantity went, in training and in validation. */
export interface Curve {
  readonly training: readonly Point[];
  readonly validation: readonly Point[];
}

export interface Curves {
  readonly loss: Curve;
  readonly accuracy: Curve;
}

export const NO_CURVES: Curves = {
  loss: { training: [], validation: [] },
  accuracy: { training: [], validation: [] },
};

/** Enough points within an epoch to see it move. */
const POINTS_PER_EPOCH = 8;

/** @param batchCount - Batches in an epoch. */
export function withBatch(curves: Curves, progress: BatchProgress, batchCount: number): Curves {
  const step = Math.ceil(batchCount / POINTS_PER_EPOCH);
  if (progress.batches % step !== 0 && progress.batches !== batchCount) return curves;
  const epoch = progress.epoch + Math.min(progress.batches / batchCount, 1);
  return {
    loss: addTraining(curves.loss, { epoch, value: progress.loss }),
    accuracy: addTraining(curves.accuracy, { epoch, value: progress.accuracy }),
  };
}

export function withEpoch(curves: Curves, { epoch, share, validationLoss, validationAccuracy }: EpochResult): Curves {
  return {
    loss: addValidation(curves.loss, { epoch: epoch + share, value: validationLoss }),
    accuracy: addValidation(curves.accuracy, { epoch: epoch + share, value: validationAccuracy }),
  };
}

function addTraining(curve: Curve, point: Point): Curve {
  return { ...curve, training: [...curve.training, point] };
}

function addValidation(curve: Curve, point: Point): Curve {
  return { ...curve, validation: [...curve.validation, point] };
}
