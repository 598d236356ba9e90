import { effect } from '@preact/signals';
import { showPictures } from './batch/shown-batch.ts';
import { startBackend } from './engine/engine-in-use.ts';
import { startVerification } from './found/verification.ts';
import { AdviceError } from './messages/explain-error.ts';
import { announce, clearProblem, reportProblem } from './messages/messages.ts';
import { options } from './options/options-state.ts';
import { closePicture } from './picture/opened-picture.ts';
import { applyOptions, type FoundFolder, found, refused, reportMisfit, showFolder } from './pictures/folder.ts';
import { foundSentence } from './pictures/found-sentence.ts';
import { findRememberedFolder } from './pictures/remembered-folder.ts';
import { sortDrop } from './pictures/sort-drop.ts';
import { acceptPastes } from './predict/accept-pastes.ts';
import { forgetPrediction, predict } from './predict/prediction.ts';
import { chooseExtractor } from './training/extractor-choice.ts';
import { guardTraining } from './training/guard-training.ts';
import { forgetTraining, trainedModel } from './training/training-run.ts';
import { work } from './work.ts';

const PICTURES_FIRST = 'Bring pictures first, then the model.';
const TRAIN_FIRST =
  'Train a model first, then drop pictures to have them predicted. To train on other pictures, drop their folder.';

/** Starts what happens on its own: with folders, options and what is pasted. */
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
    const { pictures } = shown;
    if (!isNew && pictures.options.webpAndAvif === before?.pictures.options.webpAndAvif) return;
    announce(foundSentence(pictures.training.report.found));
    void startVerification(shown);
  });

  let engine = options.value.engine;
  let switching = Promise.resolve();
  effect(() => {
    const wanted = options.value.engine;
    if (wanted !== engine) switching = switching.catch(() => {}).then(() => startBackend(wanted));
    engine = wanted;
    // Options may have changed while a folder was looked through.
    if (found.value ?? refused.value) void switching.then(applyOptions).catch(reportMisfit);
  });

  let answering = trainedModel.value?.trainer;
  effect(() => {
    const trainer = trainedModel.value?.trainer;
    // What the model before said of a picture is not what this one says.
    if (trainer !== answering) forgetPrediction();
    answering = trainer;
  });

  guardTraining();
  acceptPastes((file) => void predict(file));
  void findRememberedFolder().catch(reportProblem);
}

/** What belongs to a folder goes with it. */
function leave(): void {
  forgetTraining();
  closePicture();
}

/** Does what a visitor means by a drop. */
export function takeDrop(drop: DataTransfer): void {
  clearProblem();
  const dropped = sortDrop(drop);
  if (dropped.kind === 'model' && found.value) void chooseExtractor(dropped.files);
  else if (dropped.kind === 'model') reportProblem(new AdviceError(PICTURES_FIRST));
  else if (dropped.kind === 'pictures' && trainedModel.value) predictFirst(dropped.files);
  else if (dropped.kind === 'pictures' && found.value) reportProblem(new AdviceError(TRAIN_FIRST));
  else {
    const directory = work().directoryFromDrop(drop);
    void showFolder(() => directory);
  }
}

/** The page shows one answer. */
function predictFirst([first, ...others]: readonly [File, ...File[]]): void {
  void predict(first);
  if (others.length === 0) return;
  const problem = `Of ${others.length + 1} pictures only “${first.name}” is predicted. Drop one picture at a time.`;
  reportProblem(new AdviceError(problem));
}
