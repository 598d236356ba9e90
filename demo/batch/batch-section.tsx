import type { JSX } from 'preact';
import { Choice } from '../controls/choice.tsx';
import { engineNote } from '../engine/engine-note.ts';
import { explainError } from '../messages/explain-error.ts';
import { CodeTabs } from '../options/code-tabs.tsx';
import { OptionControls } from '../options/option-controls.tsx';
import { type FoundFolder, misfit } from '../pictures/folder.ts';
import { SampleGrid } from './sample-grid.tsx';
import { type Part, showNextBatch, shownBatch, showPart } from './shown-batch.ts';

const PARTS: readonly Part[] = ['training', 'validation'];

/** The batches that a model gets, the options that make them, and the code for it. */
export function BatchSection({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const { state, part, number, batches, pictures, samples, engine, problem } = shownBatch.value;
  const shown = samples.length < pictures ? ` The first ${samples.length} of its ${pictures} pictures.` : '';
  const wrong = misfit.value === null ? problem : explainError(misfit.value);
  return (
    <section aria-labelledby="batch-heading">
      <h2 id="batch-heading">What the model sees</h2>
      <OptionControls />
      <p class="problem" role="alert" hidden={wrong === ''}>
        {wrong}
      </p>
      <div class="row">
        <Choice label="Part" value={part} choices={PARTS} onChange={(value) => void showPart(value)} />
        <button type="button" disabled={state === 'loading'} onClick={() => void showNextBatch()}>
          Next batch
        </button>
        <p class="quiet">{state === 'shown' ? `Batch ${number} of ${batches}.${shown}` : ''}</p>
      </div>
      <SampleGrid directory={folder.directory} labelledBy="batch-heading" />
      {engine && <p class="quiet">{engineNote(engine)}</p>}
      <CodeTabs />
    </section>
  );
}
