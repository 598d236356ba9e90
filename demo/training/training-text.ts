import type { TrainingRun } from './training-run.ts';

/** What training does now, or how it ended. */
export function trainingText(run: Omit<TrainingRun, 'results' | 'curves' | 'problem'>): string {
  const { phase, stage, ending } = run;
  if (ending) return ending;
  if (phase === 'stopping') return stage === 'judging' ? 'Judging what it has learnt …' : 'Stopping after this batch …';
  if (phase === 'pausing') return `Pausing after this ${stage === 'judging' ? 'epoch' : 'batch'} …`;
  return `${doingText(run)}${phase === 'paused' ? ' Paused.' : ''}`;
}

function doingText({
  stage,
  progress,
  epochs,
  batchCount,
}: Pick<TrainingRun, 'stage' | 'progress' | 'epochs' | 'batchCount'>): string {
  if (stage === null) return 'Loading TensorFlow.js …';
  if (stage === 'preparing') return 'Preparing the first batch …';
  if (!progress) return 'Batch 1 …';
  const epoch = `Epoch ${progress.epoch + 1} of ${epochs}`;
  if (stage === 'judging') return `${epoch}, judging it by the validation pictures …`;
  return `${epoch}, batch ${progress.batches} of ${batchCount}.`;
}
