import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FileButton } from '../controls/file-button.tsx';
import type { TrainedModel } from '../training/training-run.ts';
import { Answer } from './answer.tsx';
import { Camera } from './camera.tsx';
import { pending, predict, prediction } from './prediction.ts';

/** Pictures that the model has never seen. */
export function PredictSection({ trained }: { readonly trained: TrainedModel }): JSX.Element {
  const [hasCamera, setCamera] = useState(false);
  const [cameraProblem, setCameraProblem] = useState('');
  const said = prediction.value;
  const asked = pending.value;
  useEffect(() => {
    // What is said of a file is to stay; the next frame would take its place.
    if (asked) setCamera(false);
  }, [asked]);
  const switchCamera = (isOn: boolean, problem = ''): void => {
    setCamera(isOn);
    setCameraProblem(problem);
  };
  return (
    <section aria-labelledby="predict-heading">
      <h2 id="predict-heading">Predict</h2>
      <p>Drop a single picture anywhere on this page, paste one, or:</p>
      <div class="buttons">
        <FileButton label="Choose a picture" accept="image/*" onFiles={([file]) => void predict(file!)} />
        <button type="button" aria-pressed={hasCamera} onClick={() => switchCamera(!hasCamera)}>
          {hasCamera ? 'Close the camera' : 'Use the camera'}
        </button>
      </div>
      {hasCamera && <Camera onProblem={(problem) => switchCamera(false, problem)} />}
      <p class="problem" role="alert" hidden={cameraProblem === ''}>
        {cameraProblem}
      </p>
      <p class="problem" role="alert" hidden={said.kind !== 'failed'}>
        {said.kind === 'failed' && said.problem}
      </p>
      <div aria-busy={asked !== null}>
        {asked && <p class="quiet">Looking at “{asked.name}” …</p>}
        {said.kind === 'answered' && <Answer answer={said} classNames={trained.plan.classNames} />}
      </div>
    </section>
  );
}
