import type { JSX } from 'preact';
import { ButtonGroup } from '../controls/button-group.tsx';
import { isCancelled } from '../messages/explain-error.ts';
import { MessageLines } from '../messages/message-lines.tsx';
import { announce, clearProblem, reportProblem } from '../messages/messages.ts';
import { isReady, work } from '../work.ts';
import { type BringFolder, folder, leaveFolder, showFolder } from './folder.ts';
import { ReopenButton } from './reopen-button.tsx';

/** Where pictures come from. */
export function BringSection(): JSX.Element {
  const state = folder.value;
  return (
    <section id="bring" aria-labelledby="bring-heading" data-state={state.kind}>
      <h2 id="bring-heading">Pictures</h2>
      <p>
        Drop a folder anywhere on this page. Each folder in it becomes a class; several folders dropped together are the
        classes themselves.
      </p>
      <ButtonGroup>
        <button
          type="button"
          class={state.kind === 'empty' ? 'primary' : ''}
          disabled={!isReady.value}
          onClick={() => void chooseFolder()}
        >
          Choose folder
        </button>
        <button type="button" disabled={!isReady.value} onClick={() => void showFolder(drawSample)}>
          Try the sample images
        </button>
        <ReopenButton />
        {state.kind === 'indexing' && (
          <button key="cancel" type="button" onClick={() => leaveFolder('Cancelled.')}>
            Cancel
          </button>
        )}
      </ButtonGroup>
      <MessageLines />
      {state.kind === 'indexing' && (
        <div class="working">
          <progress aria-label="Looking for pictures" />
          <p class="quiet">{state.progress || '…'}</p>
        </div>
      )}
    </section>
  );
}

async function chooseFolder(): Promise<void> {
  clearProblem();
  try {
    const directory = await work().openDirectory({ id: 'demo' });
    await showFolder(() => directory);
  } catch (error) {
    if (!isCancelled(error)) reportProblem(error);
  }
}

const drawSample: BringFolder = async (signal, showProgress) => {
  announce('Drawing the sample images …');
  const onProgress = (made: number): void => showProgress(`${made} pictures so far`);
  return work().directoryFromFiles(await work().makeSampleImages({ signal, onProgress }));
};
