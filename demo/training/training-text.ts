import type { EpochResult } from './train.ts';
import type { TrainingRun } from './training-run.ts';

/** What training does now, or how it ended. */
export function trainingText({ phase, ending, progress, epochs, batchCount }: TrainingRun): string {
  if (ending) return ending;
  if (phase === 'stopping') return 'Stopping after this batch …';
  const paused = phase === 'paused' ? ' Paused.' : '';
  if (!progress) return `Starting …${paused}`;
  return `Epoch ${progress.epoch + 1} of ${epochs}, batch ${progress.batches} of ${batchCount}.${paused}`;
}

/** How a training ended; `last` is its last epoch. */
export function endingText(isStopped: boolean, last: Pick<EpochResult, 'epoch' | 'isWhole'>, seconds: number): string {
  const time = `${seconds.toFixed(1)} seconds`;
  if (!isStopped) return `Done after ${time}.`;
  return `Stopped ${last.isWhole ? 'after' : 'in'} epoch ${last.epoch + 1}, ${time} in all.`;
}
