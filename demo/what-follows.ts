import { effect } from '@preact/signals';
import { showPictures } from './batch/shown-batch.ts';
import { startBackend } from './engine/engine-in-use.ts';
import { startVerification } from './found/verification.ts';
import { reportProblem } from './messages/messages.ts';
import { options } from './options/options-state.ts';
import { closePicture } from './picture/opened-picture.ts';
import { acceptDrops } from './pictures/drop-anywhere.ts';
import { applyOptions, type FoundFolder, found, reportMisfit, showFolder } from './pictures/folder.ts';
import { findRememberedFolder } from './pictures/remembered-folder.ts';
import { sortDrop } from './pictures/sort-drop.ts';
import { acceptPastes } from './predict/accept-pastes.ts';
import { forgetPrediction, predict } from './predict/prediction.ts';
import { chooseExtractor } from './training/extractor-choice.ts';
import { forgetTraining, trainedModel } from './training/training-run.ts';
import { work } from './work.ts';

/** Starts what happens on its own: with folders, options and what is dropped or pasted. */
export function startFollowing(): void {
  let shown: FoundFolder | null = null;
  effect(() => {
    const before = shown;
    shown = found.value;
    if (shown === before) return;
    const isNew = shown?.signal !== before?.signal;
    if (isNew) leave();
    if (!shown) return;
    void showPictures(shown.pictures, isNew);
    if (isNew) void startVerification(shown);
  });

  let engine = options.value.engine;
  let switching = Promise.resolve();
  effect(() => {
    const wanted = options.value.engine;
    if (wanted !== engine) switching = switching.catch(() => {}).then(() => startBackend(wanted));
    engine = wanted;
    void switching.then(applyOptions).catch(reportMisfit);
  });

  acceptDrops((drop) => takeDrop(drop));
  acceptPastes((file) => void predict(file));
  void findRememberedFolder().catch(reportProblem);
}

/** What belongs to a folder goes with it. */
function leave(): void {
  forgetTraining();
  forgetPrediction();
  closePicture();
}

function takeDrop(drop: DataTransfer): void {
  const dropped = sortDrop(drop);
  if (dropped.kind === 'model' && found.value) void chooseExtractor(dropped.files);
  else if (dropped.kind === 'picture' && trainedModel.value) void predict(dropped.file);
  else {
    const directory = work().directoryFromDrop(drop);
    void showFolder(() => directory);
  }
}
