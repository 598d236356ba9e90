import type { Judged } from '../training/evaluate.ts';

/** The wrong answers; first those where the true class got the least probability. */
export function worstMistakes(judged: readonly Judged[]): Judged[] {
  return judged
    .filter(({ label, predicted }) => label !== predicted)
    .sort((one, other) => other.loss - one.loss || other.confidence - one.confidence);
}
