import { directoryFromFiles, type ImageDirectory, openDirectory } from '../src/index.ts';
import { startBackend } from './backend.ts';
import { byId } from './dom.ts';
import { acceptDrops } from './drop-anywhere.ts';
import { explainError, isCancelled } from './explain-error.ts';
import { findPictures, type Pictures } from './find-pictures.ts';
import { foundSentence, showFound, showSkipped } from './found-view.ts';
import { clearPictures, showPictures } from './picture-grid.ts';
import { makeSampleImages } from './sample/sample-images.ts';
import { showState } from './state.ts';
import { train } from './train.ts';
import { clearTraining, showBatch, showEpoch, showTrainingEnd } from './training-view.ts';

const chooseButton = byId<HTMLButtonElement>('choose-folder');
const sampleButton = byId<HTMLButtonElement>('try-sample');
const cancelButton = byId<HTMLButtonElement>('cancel');
const trainButton = byId<HTMLButtonElement>('train');
const stopButton = byId<HTMLButtonElement>('stop');

/** The folder on the page; aborted when it is cancelled, fails, or another one takes its place. */
let visit = new AbortController();

/** Shows the folder that `bring` comes with, in place of the one that is there. */
async function show(bring: (signal: AbortSignal) => ImageDirectory | Promise<ImageDirectory>): Promise<void> {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  showProblem('');
  showProgress('');
  showState('indexing');
  try {
    const directory = await bring(signal);
    signal.throwIfAborted();
    announce('Looking through the folder …');
    const pictures = await findPictures(directory, signal, ({ files, directories }) =>
      showProgress(`${files} files in ${directories} folders so far`),
    );
    announce(foundSentence(pictures));
    showFound(pictures);
    clearPictures();
    prepareTraining(pictures, signal);
    showState('found');
    await showPictures(pictures.validation);
    showEngine(pictures);
    showSkipped(pictures);
  } catch (error) {
    endVisit(signal, error);
  }
}

function prepareTraining(pictures: Pictures, signal: AbortSignal): void {
  const hasClasses = pictures.training.classNames.length > 1;
  byId('training-hint').hidden = hasClasses;
  trainButton.disabled = !hasClasses;
  trainButton.onclick = () => void runTraining(pictures, signal);
  clearTraining();
}

async function runTraining(pictures: Pictures, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  stopButton.onclick = () => stop.abort();
  clearTraining();
  showState('training');
  const startedAt = performance.now();
  try {
    await train(pictures, stop.signal, {
      onBatch: (progress) => showBatch(progress, pictures.training.size),
      onEpoch: (result) => {
        showEpoch(result);
        showSkipped(pictures);
      },
    });
    signal.throwIfAborted();
    showTrainingEnd(performance.now() - startedAt, stop.signal.aborted);
    showState('results');
  } catch (error) {
    endVisit(signal, error);
  }
}

/** What comes from a folder that was replaced or cancelled is no news. */
function endVisit(signal: AbortSignal, error: unknown): void {
  if (signal.aborted) return;
  visit.abort();
  announce('');
  showProblem(explainError(error));
  showState('empty');
}

async function chooseFolder(): Promise<void> {
  try {
    const directory = await openDirectory({ id: 'demo' });
    await show(() => directory);
  } catch (error) {
    if (!isCancelled(error)) showProblem(explainError(error));
  }
}

async function drawSample(signal: AbortSignal): Promise<ImageDirectory> {
  announce('Drawing the sample images …');
  const files = await makeSampleImages({ signal, onProgress: (made) => showProgress(`${made} pictures so far`) });
  return directoryFromFiles(files);
}

function cancel(): void {
  visit.abort();
  announce('Cancelled.');
  showState('empty');
}

function announce(text: string): void {
  byId('announcement').textContent = text;
}

/** Numbers that change too often to be read aloud. */
function showProgress(text: string): void {
  byId('indexing-progress').textContent = text;
}

function showProblem(text: string): void {
  const problem = byId('problem');
  problem.hidden = text === '';
  problem.textContent = text;
}

function showEngine({ validation }: Pictures): void {
  byId('engine').textContent = `Pictures are prepared by the engine ${validation.report.engine}.`;
}

async function main(): Promise<void> {
  acceptDrops((directory) => void show(() => directory));
  chooseButton.addEventListener('click', () => void chooseFolder());
  sampleButton.addEventListener('click', () => void show(drawSample));
  cancelButton.addEventListener('click', cancel);
  byId('backend').textContent = `tfjs computes on ${await startBackend()}.`;
  announce('');
  chooseButton.disabled = false;
  sampleButton.disabled = false;
}

void main();
