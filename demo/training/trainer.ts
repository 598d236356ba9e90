import type { io } from '@tensorflow/tfjs';
import * as Comlink from 'comlink';
import { AdviceError } from '../messages/explain-error.ts';
import type { LoaderOptions } from '../options/loader-options.ts';
import type { Answer } from '../predict/predict-picture.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import type { PicturesReport } from './pictures-report.ts';
import type { Outcome, TrainingPage, TrainingTask, TrainingWorker } from './training.worker.ts';
// In one piece with the page's script, so that it starts without a network too.
import InlineWorker from './training.worker.ts?worker&inline';

/** A worker that trains a model and keeps it, so that the page never waits for a batch or an answer. */
export interface Trainer {
  /** Loads a model whose features another one may learn from, and tries it. */
  loadExtractor(source: string | readonly File[], fallback: LoaderOptions): Promise<FeatureExtractor>;
  /** Trains until all epochs are done or the page wants no more. */
  train(task: TrainingTask, page: TrainingPage): Promise<void>;
  /** Asks the model, as far as it has learnt, about a picture. */
  predict(file: File): Promise<Answer>;
  /** What became of the pictures that the model learnt from. */
  report(): Promise<PicturesReport>;
  /** What the model is made of, weights included. */
  artifacts(): Promise<io.ModelArtifacts>;
}

/** Starts a trainer. When `signal` is aborted it ends with all that it holds, and its calls reject with the reason. */
export function startTrainer(signal: AbortSignal): Trainer {
  const worker = new InlineWorker();
  const remote = Comlink.wrap<TrainingWorker>(worker);
  // Calls of Comlink stay pending for ever when a worker ends.
  const end = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(startProblem(message)));
    signal.addEventListener('abort', () => {
      remote[Comlink.releaseProxy]();
      worker.terminate();
      reject(signal.reason);
    });
  });
  end.catch(() => {});
  const call = async <T>(outcome: Promise<Outcome<T>>): Promise<T> => {
    const answer = await Promise.race([outcome, end]);
    if (!answer.ok) throw new AdviceError(answer.problem);
    return answer.value;
  };
  return {
    loadExtractor: (source, fallback) => call(remote.loadExtractor(source, fallback)),
    train: (task, page) => call(remote.train(task, Comlink.proxy(page))),
    predict: (file) => call(remote.predict(file)),
    report: () => call(remote.report()),
    artifacts: () => call(remote.artifacts()),
  };
}

function startProblem(message: string): AdviceError {
  return new AdviceError(`The worker that trains has failed (${message}). Reload the page to start again.`);
}
