import { computed, effect, signal } from '@preact/signals';
import { askBeforeLeaving } from '../pictures/folder.ts';
import { run, type TrainedModel, trainedModel } from './training-run.ts';

const taken = signal<TrainedModel | null>(null);

const QUESTION = 'What was learnt from this folder was not exported, and will be lost. Show the other folder?';

/** Whether closing the page, or another folder, would lose what no export has. */
const isAtStake = computed(() => {
  const { phase } = run.value;
  if (phase !== 'idle' && phase !== 'ended') return true;
  return trainedModel.value !== null && taken.value !== trainedModel.value;
});

/** Notes that a model was taken home as it is. */
export function noteExport(trained: TrainedModel | null): void {
  taken.value = trained;
}

/** Has the browser ask before training is lost. It listens only then: a page with such a listener is slower to return to. */
export function guardTraining(): void {
  askBeforeLeaving(() => !isAtStake.value || confirm(QUESTION));
  effect(() => {
    if (!isAtStake.value) return;
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
