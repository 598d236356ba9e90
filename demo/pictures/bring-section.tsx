import type { JSX } from 'preact';
import { ButtonGroup } from '../controls/button-group.tsx';
import { Switch } from '../controls/switch.tsx';
import { isCancelled } from '../messages/explain-error.ts';
import { Announcement } from '../messages/message-lines.tsx';
import { announce, clearProblem, reportProblem } from '../messages/messages.ts';
import { BROWSER_FORMATS } from '../options/browser-formats.ts';
import { changeOptions, options } from '../options/options-state.ts';
import { isReady, work } from '../work.ts';
import { type BringFolder, cancelSearch, found, searching, showFolder } from './folder.ts';
import { rememberedFolder } from './remembered-folder.ts';
import { ReopenButton } from './reopen-button.tsx';

/** Where pictures come from. */
export function BringSection(): JSX.Element {
  const progress = searching.value;
  // Read here, so that the buttons are drawn again when one of them goes.
  const remembered = rememberedFolder.value;
  const isEmpty = progress === null && found.value === null;
  return (
    <section id="bring" aria-labelledby="bring-heading" data-empty={isEmpty}>
      <h2 id="bring-heading">Pictures</h2>
      <p>
        Drop a folder anywhere on this page. Each folder in it becomes a class; several folders dropped together are the
        classes themselves.
      </p>
      <p>
        <Switch
          label={BROWSER_FORMATS}
          isOn={options.value.webpAndAvif}
          onChange={(webpAndAvif) => changeOptions({ webpAndAvif })}
        />{' '}
        <span class="quiet">Keras takes neither; the browser decodes them.</span>
      </p>
      <ButtonGroup>
        <button
          type="button"
          class={isEmpty ? 'primary' : ''}
          disabled={!isReady.value}
          onClick={() => void chooseFolder()}
        >
          Choose folder
        </button>
        <button type="button" disabled={!isReady.value} onClick={() => void showFolder(drawSample)}>
          Try the sample images
        </button>
        {isEmpty && remembered && <ReopenButton remembered={remembered} />}
        {progress !== null && (
          <button key="cancel" type="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </ButtonGroup>
      <Announcement />
      {progress !== null && (
        <div class="working">
          <progress aria-label="Looking for pictures" />
          <p class="quiet">{progress || '…'}</p>
        </div>
      )}
    </section>
  );
}

function cancel(): void {
  cancelSearch();
  announce('Cancelled.');
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
