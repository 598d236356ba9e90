import type { Judged } from '../training/evaluate.ts';

/** How often each class was taken for each: a row for what pictures are, a column for what they were taken for. */
export interface ConfusionMatrix {
  /** The classes shown, by their labels. */
  readonly labels: readonly number[];
  readonly counts: readonly (readonly number[])[];
  /** Classes that are left out. */
  readonly omitted: number;
}

/** Nobody reads more rows than these, and a thousand classes would make a million cells. */
const MAX_CLASSES = 24;

/** Counts what was taken for what; of many classes those with the most mistakes are shown. */
export function confusionMatrix(judged: readonly Judged[], classCount: number): ConfusionMatrix {
  const labels = chooseClasses(judged, classCount);
  const places = new Map(labels.map((label, place) => [label, place]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const { label, predicted } of judged) {
    const [row, column] = [places.get(label), places.get(predicted)];
    if (row !== undefined && column !== undefined) counts[row]![column]! += 1;
  }
  return { labels, counts, omitted: classCount - labels.length };
}

function chooseClasses(judged: readonly Judged[], classCount: number): number[] {
  const all = Array.from({ length: classCount }, (_, label) => label);
  if (classCount <= MAX_CLASSES) return all;
  const mistakes = new Uint32Array(classCount);
  for (const { label, predicted } of judged) {
    if (label === predicted) continue;
    mistakes[label]! += 1;
    mistakes[predicted]! += 1;
  }
  const most = all.sort((one, other) => mistakes[other]! - mistakes[one]!).slice(0, MAX_CLASSES);
  return most.sort((one, other) => one - other);
}
