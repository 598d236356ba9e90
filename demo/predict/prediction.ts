import { type ReadonlySignal, signal } from '@preact/signals';
import { explainError } from '../messages/explain-error.ts';
import { trainedModel } from '../training/training-run.ts';
import type { Answer } from './predict-picture.ts';

/** What is said of the picture that was brought last. */
export type Prediction =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly problem: string }
  | ({ readonly kind: 'answered'; readonly file: File; readonly source: Source } & Answer);

/** A picture to ask about once, or one of many from a camera. */
export type Source = 'file' | 'camera';

const current = signal<Prediction>({ kind: 'none' });
const asked = signal<File | null>(null);
let latest: File | undefined;

/** What is said of the picture that was brought last. */
export const prediction: ReadonlySignal<Prediction> = current;

/** The picture that the model is being asked about, where it was brought as a file. */
export const pending: ReadonlySignal<File | null> = asked;

/**
 * Asks the trained model about a picture; without a model nothing happens.
 *
 * Answers may overtake each other: only that about the last picture counts, and a file goes before what a camera shows.
 */
export async function predict(file: File, source: Source = 'file'): Promise<void> {
  const trained = trainedModel.value;
  if (!trained || (source === 'camera' && asked.value)) return;
  latest = file;
  const isCurrent = (): boolean => latest === file && trainedModel.value?.trainer === trained.trainer;
  if (source === 'file') asked.value = file;
  try {
    const answer = await trained.trainer.predict(file);
    if (isCurrent()) current.value = { kind: 'answered', file, source, ...answer };
  } catch (error) {
    if (isCurrent()) current.value = { kind: 'failed', problem: explainError(error) };
  } finally {
    if (asked.value === file) asked.value = null;
  }
}

export function forgetPrediction(): void {
  asked.value = null;
  current.value = { kind: 'none' };
}
