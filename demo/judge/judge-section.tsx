import type { JSX } from 'preact';
import { run, type TrainedModel } from '../training/training-run.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { ConfusionTable } from './confusion-table.tsx';
import { Mistakes } from './mistakes.tsx';
import { worstMistakes } from './worst-mistakes.ts';

/** How good the model is, and where it errs. */
export function JudgeSection({ trained }: { readonly trained: TrainedModel }): JSX.Element {
  const { classNames } = trained.plan;
  const { judged } = trained;
  const { epoch, share } = trained.results.at(-1)!;
  const isOfBefore = run.value.phase !== 'idle' && run.value.results.length === 0;
  return (
    <section aria-labelledby="judge-heading">
      <h2 id="judge-heading">How good it is</h2>
      <p class="quiet">
        {share < 1 ? 'Stopped in' : 'After'} epoch {epoch + 1}; judged on the {judged.length} validation pictures, which
        it never learnt from.
        {isOfBefore && ' This is the previous model, until the new one has learnt an epoch.'}
      </p>
      <div class="columns">
        <div>
          <h3 id="confusion-heading">Confusion matrix</h3>
          <p class="quiet">A row for each class, a column for what its pictures were taken for.</p>
          <ConfusionTable matrix={confusionMatrix(judged, classNames.length)} classNames={classNames} />
        </div>
        <Mistakes mistakes={worstMistakes(judged)} classNames={classNames} directory={trained.folder.directory} />
      </div>
    </section>
  );
}
