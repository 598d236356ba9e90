/** A class and how many of its files each part has. */
export interface ClassCount {
  readonly name: string;
  readonly training: number;
  readonly validation: number;
}

interface Part {
  readonly classNames: readonly string[];
  readonly labels: Int32Array;
}

/** Counts the files of each class, in the order of their labels. */
export function countClasses(training: Part, validation: Part): readonly ClassCount[] {
  const counts = [training, validation].map(({ labels, classNames }) => {
    const count = new Uint32Array(classNames.length);
    for (const label of labels) count[label]! += 1;
    return count;
  });
  return training.classNames.map((name, label) => ({
    name,
    training: counts[0]![label]!,
    validation: counts[1]![label]!,
  }));
}

/** All files of a class. */
export function total({ training, validation }: ClassCount): number {
  return training + validation;
}
