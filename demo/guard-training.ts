import { computed, effect, signal } from '@preact/signals';
import { run, type TrainingRun, trainedModel } from './training/training-run.ts';

const taken = signal<TrainingRun['results'] | null>(null);

/** Whether closing the page would lose what no export has. */
const isAtStake = computed(() => {
  const { phase, results } = run.value;
  if (phase === 'running' || phase === 'paused') return true;
  return trainedModel.value !== null && taken.value !== results;
});

/** Notes that the model was taken home as it was after these epochs. */
export function noteExport(results: TrainingRun['results']): void {
  taken.value = results;
}

/** Has the browser ask before training is lost. It listens only then: a page with such a listener is slower to return to. */
export function guardTraining(): void {
  effect(() => {
    if (!isAtStake.value) return;
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
