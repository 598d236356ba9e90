import type { LabelledDataset } from '../../src/index.ts';
import { type Classifier, classify } from './classifier.ts';

/** What a classifier says of a picture whose class is known. */
export interface Judged {
  readonly path: string;
  readonly label: number;
  /** The class of the highest probability. */
  readonly predicted: number;
  /** The probability of {@link predicted}. */
  readonly confidence: number;
  /** The cross-entropy. */
  readonly loss: number;
}

/** Keras' bound for a probability, so that a loss is finite. */
const EPSILON = 1e-7;

/** Asks a classifier about every picture of a dataset; an epoch of it. */
export async function evaluate(classifier: Classifier, dataset: LabelledDataset): Promise<Judged[]> {
  const judged: Judged[] = [];
  const classes = classifier.classNames.length;
  for await (const { xs, ys, filePaths, indices } of dataset.batches()) {
    ys.dispose();
    const probabilities = await classify(classifier, xs).finally(() => xs.dispose());
    for (const [row, path] of filePaths.entries()) {
      const ofRow = probabilities.subarray(row * classes, (row + 1) * classes);
      const label = dataset.labels[indices[row]!]!;
      const confidence = Math.max(...ofRow);
      const loss = -Math.log(Math.max(ofRow[label]!, EPSILON));
      judged.push({ path, label, predicted: ofRow.indexOf(confidence), confidence, loss });
    }
  }
  return judged;
}
