import type { Judged } from '../training/evaluate.ts';

/** The wrong answers, those first of which the model was surest that the picture is not what it is. */
export function worstMistakes(judged: readonly Judged[]): Judged[] {
  return judged
    .filter(({ label, predicted }) => label !== predicted)
    .sort((one, other) => other.loss - one.loss || other.confidence - one.confidence);
}
