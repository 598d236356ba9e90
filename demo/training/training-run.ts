import { type ReadonlySignal, signal } from '@preact/signals';
import { clearProblem, reportProblem } from '../messages/messages.ts';
import type { EngineChoice } from '../options/loader-options.ts';
import type { Pictures } from '../pictures/find-pictures.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { work } from '../work.ts';
import type { Classifier } from './classifier.ts';
import { type Curves, NO_CURVES, withBatch, withEpoch } from './curves.ts';
import { extractorChoice } from './extractor-choice.ts';
import type { BatchProgress, EpochResult } from './train.ts';
import { choices } from './training-choices.ts';

/** Where training stands. */
export type Phase = 'idle' | 'running' | 'paused' | 'ended';

/** What the page shows of one training. */
export interface TrainingRun {
  readonly phase: Phase;
  readonly epochs: number;
  /** Batches in an epoch. */
  readonly batchCount: number;
  readonly progress: BatchProgress | null;
  readonly results: readonly EpochResult[];
  readonly curves: Curves;
  /** How it ended; empty before. */
  readonly ending: string;
}

/** A model that has learnt something, with what it learnt from. */
export interface TrainedModel {
  readonly classifier: Classifier;
  readonly folder: FoundFolder;
}

const NO_RUN: TrainingRun = {
  phase: 'idle',
  epochs: 0,
  batchCount: 0,
  progress: null,
  results: [],
  curves: NO_CURVES,
  ending: '',
};

const current = signal<TrainingRun>(NO_RUN);
const trained = signal<TrainedModel | null>(null);
let session = createSession();

/** The training on the page. */
export const run: ReadonlySignal<TrainingRun> = current;

/** What was trained; `null` before the first epoch is done. */
export const trainedModel: ReadonlySignal<TrainedModel | null> = trained;

/** Trains a new model on the pictures of a folder, as the options and choices are now. */
export async function startTraining(folder: FoundFolder): Promise<void> {
  const { epochs } = choices.value;
  const chosen = extractorChoice.value;
  forgetTraining();
  clearProblem();
  const mine = createSession();
  session = mine;
  const gone = AbortSignal.any([folder.signal, mine.gone.signal]);
  const show = (changes: Partial<TrainingRun>): void => {
    if (!gone.aborted) current.value = { ...current.value, ...changes };
  };
  current.value = { ...NO_RUN, phase: 'running', epochs };
  const startedAt = performance.now();
  let pictures: Pictures | undefined;
  let classifier: Classifier | undefined;
  try {
    // Datasets of their own: those on the page have begun their epochs already.
    const { options } = folder.pictures;
    pictures = await work().findPictures(folder.directory, options, { signal: gone, cache: options.cache });
    const { classNames, size } = pictures.training;
    const features = chosen.kind === 'loaded' ? { extractor: chosen.extractor, range: chosen.range } : null;
    const made = work().createClassifier(classNames, pictures.options, choices.value, features);
    classifier = made;
    show({ batchCount: size });
    await work().train(made, pictures, {
      epochs,
      stop: AbortSignal.any([gone, mine.stop.signal]),
      whilePaused: () => mine.pause,
      onBatch: (progress) => show({ progress, curves: withBatch(current.value.curves, progress, size) }),
      onEpoch: (result) => {
        if (gone.aborted) return;
        trained.value = { classifier: made, folder };
        show({ results: [...current.value.results, result], curves: withEpoch(current.value.curves, result) });
      },
    });
    gone.throwIfAborted();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    show({ phase: 'ended', ending: `${mine.stop.signal.aborted ? 'Stopped' : 'Done'} after ${seconds} seconds.` });
  } catch (error) {
    if (gone.aborted) return;
    show({ phase: trained.value ? 'ended' : 'idle' });
    reportProblem(error);
  } finally {
    pictures?.dispose();
    if (classifier && trained.value?.classifier !== classifier) work().disposeClassifier(classifier);
  }
}

/** Holds training after the batch that is being learnt. */
export function pauseTraining(): void {
  session.pause = new Promise((resolve) => {
    session.goOn = resolve;
  });
  current.value = { ...current.value, phase: 'paused' };
}

export function continueTraining(): void {
  letGoOn();
  current.value = { ...current.value, phase: 'running' };
}

/** Ends training after the batch that is being learnt; what it learnt until then is judged. */
export function stopTraining(): void {
  session.stop.abort();
  letGoOn();
}

/** Ends training and lets the model go. */
export function forgetTraining(): void {
  const isEnding = isTraining();
  session.gone.abort();
  letGoOn();
  const before = trained.value;
  trained.value = null;
  current.value = NO_RUN;
  // A training that has to end first lets its model go itself.
  if (before && !isEnding) work().disposeClassifier(before.classifier);
}

/** Takes what was trained along to the backend that tfjs computes on now; a training that is still going on ends. */
export async function moveTraining(engine: EngineChoice): Promise<void> {
  const before = trained.value;
  if (!before || isTraining()) return forgetTraining();
  const { classifier } = before;
  const extractor = classifier.features?.extractor;
  const chosen = extractorChoice.value;
  // The chosen one has been moved.
  if (extractor && !(chosen.kind === 'loaded' && chosen.extractor === extractor)) await extractor.move();
  const copy = await work().copyClassifier(classifier, engine);
  if (trained.value !== before) return work().disposeClassifier(copy);
  trained.value = { ...before, classifier: copy };
  work().disposeClassifier(classifier);
}

/** How one training is told to pause, to stop, and that nobody wants it any more. */
interface Session {
  readonly stop: AbortController;
  readonly gone: AbortController;
  pause: Promise<void>;
  goOn: () => void;
}

function createSession(): Session {
  return { stop: new AbortController(), gone: new AbortController(), pause: Promise.resolve(), goOn() {} };
}

function isTraining(): boolean {
  return current.value.phase === 'running' || current.value.phase === 'paused';
}

function letGoOn(): void {
  session.goOn();
  session.pause = Promise.resolve();
}
