import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImageDirectory } from '../../src/index.ts';
import { explainError } from '../messages/explain-error.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { work } from '../work.ts';
import type { ClassifierPlan, Features } from './classifier.ts';
import { type Curves, NO_CURVES, withBatch, withEpoch } from './curves.ts';
import { endingText } from './ending-text.ts';
import type { Judged } from './evaluate.ts';
import { extractorChoice } from './extractor-choice.ts';
import type { BatchProgress, EpochResult, TrainingStage } from './train.ts';
import type { Trainer } from './trainer.ts';
import type { TrainingPage } from './training.worker.ts';
import { choices, type TrainingChoices } from './training-choices.ts';

/** Where training stands. */
export type Phase = 'idle' | 'running' | 'pausing' | 'paused' | 'stopping' | 'ended';

/** What the page shows of one training. */
export interface TrainingRun {
  readonly phase: Phase;
  /** What the worker does; `null` while it starts. */
  readonly stage: TrainingStage | null;
  readonly epochs: number;
  /** Batches in an epoch. */
  readonly batchCount: number;
  readonly progress: BatchProgress | null;
  readonly results: readonly EpochResult[];
  readonly curves: Curves;
  /** How it ended; empty before. */
  readonly ending: string;
  /** What went wrong and what to do; empty where nothing did. */
  readonly problem: string;
}

/** A model that has learnt something, with what it learnt from. */
export interface TrainedModel {
  readonly plan: ClassifierPlan;
  readonly choices: TrainingChoices;
  readonly folder: FoundFolder;
  /** Of the epochs that it has learnt, one at least. */
  readonly results: readonly EpochResult[];
  /** What it says of the validation pictures, after the last of them. */
  readonly judged: readonly Judged[];
  /** The worker that has it. */
  readonly trainer: Trainer;
  /** Ends its training, and lets it go. */
  readonly release: () => void;
}

const NO_RUN: TrainingRun = {
  phase: 'idle',
  stage: null,
  epochs: 0,
  batchCount: 0,
  progress: null,
  results: [],
  curves: NO_CURVES,
  ending: '',
  problem: '',
};

const current = signal<TrainingRun>(NO_RUN);
const trained = signal<TrainedModel | null>(null);
let session = createSession();

/** The training on the page. */
export const run: ReadonlySignal<TrainingRun> = current;

/** What was trained, and stays until the first epoch of the next training is done; `null` before. */
export const trainedModel: ReadonlySignal<TrainedModel | null> = trained;

/** Trains a new model on the pictures of a folder, as the options and choices are now. */
export async function startTraining(folder: FoundFolder): Promise<void> {
  const before = current.value;
  const mine = createSession();
  session = mine;
  const gone = mine.gone.signal;
  const release = (): void => mine.gone.abort();
  const { directory, pictures } = folder;
  const { classNames, size, filePaths } = pictures.training;
  const wanted = choices.value;
  const plan: ClassifierPlan = { classNames, options: pictures.options, features: chosenFeatures() };
  const paths = [...filePaths, ...pictures.validation.filePaths];
  const task = { plan, choices: wanted, folder: { name: directory.name, classNames, paths } };
  current.value = { ...NO_RUN, phase: 'running', epochs: wanted.epochs, batchCount: size };
  const startedAt = performance.now();
  const end = (isStopped: boolean, problem = ''): void => {
    const seconds = (performance.now() - startedAt) / 1000;
    const ending = endingText(isStopped, current.value.results.at(-1)!, seconds);
    current.value = { ...current.value, phase: 'ended', ending, problem };
  };
  try {
    const trainer = work().startTrainer(gone);
    await trainer.train(task, pageFor({ plan, choices: wanted, folder, trainer, release }, mine));
    if (!gone.aborted) end(mine.stop.signal.aborted);
  } catch (error) {
    if (gone.aborted) return;
    const problem = explainError(error);
    if (current.value.results.length === 0) current.value = { ...before, problem };
    else end(true, problem);
  } finally {
    if (trained.value?.release !== release) release();
  }
}

function chosenFeatures(): Features | null {
  const chosen = extractorChoice.value;
  return chosen.kind === 'loaded' ? { extractor: chosen.extractor, range: chosen.range } : null;
}

/** Shows how a training goes, and answers for the visitor whether it goes on. */
function pageFor(learning: Omit<TrainedModel, 'results' | 'judged'>, mine: Session): TrainingPage {
  const gone = mine.gone.signal;
  const show = (changes: Partial<TrainingRun>): void => {
    if (!gone.aborted) current.value = { ...current.value, ...changes };
  };
  const goesOn = async (): Promise<boolean> => {
    if (current.value.phase === 'pausing') show({ phase: 'paused' });
    await mine.pause;
    return !mine.stop.signal.aborted;
  };
  return {
    open: (path) => openFor(learning.folder.directory, path),
    async onStage(stage) {
      show({ stage });
    },
    onBatch(progress) {
      const { curves, batchCount } = current.value;
      show({ progress, curves: withBatch(curves, progress, batchCount) });
      return goesOn();
    },
    onEpoch(result, judged) {
      if (!gone.aborted) {
        const results = [...current.value.results, result];
        show({ results, curves: withEpoch(current.value.curves, result) });
        if (trained.value?.release !== learning.release) trained.value?.release();
        trained.value = { ...learning, results, judged };
      }
      return goesOn();
    },
  };
}

/** The platform's own error goes through to a worker by its name, by which the library there knows it. */
async function openFor(directory: ImageDirectory, path: string): Promise<File> {
  try {
    return await directory.open(path);
  } catch (error) {
    throw (error as Error).cause ?? error;
  }
}

/** Holds training after the batch that is being learnt. */
export function pauseTraining(): void {
  session.pause = new Promise((resolve) => {
    session.goOn = resolve;
  });
  current.value = { ...current.value, phase: 'pausing' };
}

export function continueTraining(): void {
  letGoOn();
  current.value = { ...current.value, phase: 'running' };
}

/** Ends training after the batch that is being learnt; what it learnt until then is judged. */
export function stopTraining(): void {
  session.stop.abort();
  letGoOn();
  current.value = { ...current.value, phase: 'stopping' };
}

/** Ends training and lets the model go. */
export function forgetTraining(): void {
  session.gone.abort();
  letGoOn();
  trained.value?.release();
  trained.value = null;
  current.value = NO_RUN;
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

function letGoOn(): void {
  session.goOn();
  session.pause = Promise.resolve();
}
