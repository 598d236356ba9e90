import type { JSX } from 'preact';
import { formatBytes } from '../messages/format-bytes.ts';
import { run } from './training-run.ts';
import { trainingText } from './training-text.ts';
import { whatLimits } from './what-limits.ts';

/** How far training is, how fast, and what limits it. */
export function TrainingProgress(): JSX.Element {
  const { phase, epochs, batchCount, progress, results } = run.value;
  const done = progress ? (progress.epoch + progress.batches / batchCount) / epochs : 0;
  const { bottleneck, cacheProblem } = results.at(-1) ?? {};
  return (
    <div class="working">
      <progress aria-labelledby="training-text" value={phase === 'ended' ? 1 : done} />
      <p id="training-text" class="quiet">
        {trainingText(run.value)}
      </p>
      {progress && (
        <p class="quiet">
          {Math.round(progress.imagesPerSecond)} images per second; tfjs holds {formatBytes(progress.bytes)} in{' '}
          {progress.tensors} tensors.
        </p>
      )}
      {bottleneck && <p class="quiet">{whatLimits(bottleneck)}</p>}
      {cacheProblem && <p class="quiet">{cacheProblem}</p>}
    </div>
  );
}
