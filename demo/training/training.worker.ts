import type { io } from '@tensorflow/tfjs';
import * as Comlink from 'comlink';
import { setBackend } from '../engine/backend.ts';
import { explainError } from '../messages/explain-error.ts';
import type { LoaderOptions } from '../options/loader-options.ts';
import { findPictures, type Pictures } from '../pictures/find-pictures.ts';
import { type Answer, predictPicture } from '../predict/predict-picture.ts';
import { type Classifier, type ClassifierPlan, createClassifier } from './classifier.ts';
import { type FeatureExtractor, loadExtractor } from './feature-extractor.ts';
import { handleOfLent, type LentFolder } from './lent-folder.ts';
import { artifactsOf } from './model-artifacts.ts';
import { type PicturesReport, reportOf } from './pictures-report.ts';
import { type TrainingObserver, train } from './train.ts';
import type { TrainingChoices } from './training-choices.ts';

/** What is to be learnt, and how. */
export interface TrainingTask {
  readonly plan: ClassifierPlan;
  readonly choices: TrainingChoices;
  readonly folder: LentFolder;
}

/** What the worker needs of the page. */
export interface TrainingPage extends TrainingObserver {
  /** Opens a file of the folder; an error has the name that the platform gave it. */
  open(path: string): Promise<File>;
}

/** What came of a call. Errors lose their class on the way, and are explained before it. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** What a page asks of the worker. */
export interface TrainingWorker {
  loadExtractor(source: string | readonly File[], fallback: LoaderOptions): Promise<Outcome<FeatureExtractor>>;
  train(task: TrainingTask, page: TrainingPage): Promise<Outcome<void>>;
  predict(file: File): Promise<Outcome<Answer>>;
  report(): Promise<Outcome<PicturesReport>>;
  artifacts(): Promise<Outcome<io.ModelArtifacts>>;
}

/** What learns, and from what. */
interface Learning {
  readonly classifier: Classifier;
  readonly pictures: Pictures;
}

let learning: Learning | undefined;

const worker: TrainingWorker = {
  loadExtractor: (source, fallback) =>
    explained(async () => {
      await setBackend('fastest');
      return loadExtractor(source, fallback);
    }),
  train: ({ plan, choices, folder }, page) =>
    explained(async () => {
      const { options } = plan;
      await setBackend(options.engine === 'webgpu' ? 'webgpu' : 'fastest');
      await page.onStage('preparing');
      const directory = handleOfLent(folder, (path) => page.open(path));
      // Never aborted: a page that wants no more ends the worker.
      const { signal } = new AbortController();
      const pictures = await findPictures(directory, options, { signal, cache: options.cache });
      try {
        const classifier = await createClassifier(plan, choices);
        learning = { classifier, pictures };
        await train(classifier, pictures, choices.epochs, page);
      } finally {
        pictures.dispose();
      }
    }),
  predict: (file) => explained(() => predictPicture(learnt().classifier, file)),
  report: () => explained(async () => reportOf(learnt().pictures)),
  artifacts: () => explained(() => artifactsOf(learnt().classifier.model)),
};

Comlink.expose(worker);

async function explained<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, problem: explainError(error) };
  }
}

function learnt(): Learning {
  if (!learning) throw new Error('nothing was trained yet');
  return learning;
}
