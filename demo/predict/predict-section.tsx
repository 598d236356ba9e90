import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FileButton } from '../controls/file-button.tsx';
import type { TrainedModel } from '../training/training-run.ts';
import { Answer } from './answer.tsx';
import { Camera } from './camera.tsx';
import { pending, predict, prediction } from './prediction.ts';

/** Pictures that the model has never seen. */
export function PredictSection({ trained }: { readonly trained: TrainedModel }): JSX.Element {
  const [hasCamera, setCamera] = useState(false);
  const said = prediction.value;
  return (
    <section aria-labelledby="predict-heading">
      <h2 id="predict-heading">Predict</h2>
      <p>Drop a single picture anywhere on this page, paste one, or:</p>
      <div class="buttons">
        <FileButton label="Choose a picture" accept="image/*" onFiles={([file]) => void predict(file!)} />
        <button type="button" aria-pressed={hasCamera} onClick={() => setCamera(!hasCamera)}>
          {hasCamera ? 'Close the camera' : 'Use the camera'}
        </button>
      </div>
      {hasCamera && <Camera onClose={() => setCamera(false)} />}
      <p class="problem" role="alert" hidden={said.kind !== 'failed'}>
        {said.kind === 'failed' && said.problem}
      </p>
      <div aria-busy={pending.value !== null}>
        {pending.value && <p class="quiet">Looking at “{pending.value.name}” …</p>}
        {said.kind === 'answered' && <Answer answer={said} classNames={trained.plan.classNames} />}
      </div>
    </section>
  );
}
