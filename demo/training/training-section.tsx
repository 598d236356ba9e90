import type { JSX } from 'preact';
import { ButtonGroup } from '../controls/button-group.tsx';
import { type FoundFolder, misfit } from '../pictures/folder.ts';
import { CurveChart } from './curve-chart.tsx';
import { EpochTable } from './epoch-table.tsx';
import { extractorChoice } from './extractor-choice.ts';
import { ExtractorControls } from './extractor-controls.tsx';
import { extractorMisfit } from './extractor-misfit.ts';
import { formatPercent } from './format-percent.ts';
import { TrainingControls } from './training-controls.tsx';
import { TrainingProgress } from './training-progress.tsx';
import { continueTraining, pauseTraining, run, startTraining, stopTraining } from './training-run.ts';

/** A model that learns, while one watches. */
export function TrainingSection({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const { phase, results, curves, epochs, problem } = run.value;
  const hindrance = hindranceFor(folder);
  const isTraining = phase !== 'idle' && phase !== 'ended';
  const isHeld = phase === 'pausing' || phase === 'paused';
  const last = results.at(-1);
  return (
    <section aria-labelledby="training-heading">
      <h2 id="training-heading">Training</h2>
      <fieldset class="row" disabled={isTraining}>
        <legend class="visually-hidden">Choices for training</legend>
        <TrainingControls />
      </fieldset>
      <ExtractorControls isDisabled={isTraining} />
      {hindrance && !isTraining && <p class="note">{hindrance}</p>}
      <p class="problem" role="alert" hidden={problem === ''}>
        {problem}
      </p>
      <ButtonGroup>
        {!isTraining && (
          <button
            key="train"
            type="button"
            class="primary"
            disabled={hindrance !== ''}
            onClick={() => void startTraining(folder)}
          >
            Train
          </button>
        )}
        {isTraining && !isHeld && (
          <button key="pause" type="button" disabled={phase === 'stopping'} onClick={pauseTraining}>
            Pause
          </button>
        )}
        {isHeld && (
          <button key="continue" type="button" class="primary" onClick={continueTraining}>
            Continue
          </button>
        )}
        {isTraining && (
          <button key="stop" type="button" disabled={phase === 'stopping'} onClick={stopTraining}>
            Stop
          </button>
        )}
      </ButtonGroup>
      <p class="accuracy" role="status">
        {last && `validation accuracy ${formatPercent(last.validationAccuracy)}`}
      </p>
      {phase !== 'idle' && (
        <>
          <TrainingProgress />
          <div class="charts">
            <CurveChart title="Loss" curve={curves.loss} epochs={epochs} format={(value) => value.toFixed(2)} />
            <CurveChart
              title="Accuracy"
              curve={curves.accuracy}
              epochs={epochs}
              max={1}
              format={(value) => `${Math.round(100 * value)} %`}
            />
          </div>
          <EpochTable results={results} />
        </>
      )}
    </section>
  );
}

/** What has to be mended before anything can be learnt; empty where nothing has. */
function hindranceFor({ pictures }: FoundFolder): string {
  if (pictures.training.classNames.length < 2) {
    return 'Training needs at least two classes: folders side by side, one for each.';
  }
  if (misfit.value !== null) return 'The options above do not fit these pictures: change them first.';
  const chosen = extractorChoice.value;
  return chosen.kind === 'loaded' ? extractorMisfit(chosen.extractor.input, pictures.options) : '';
}
