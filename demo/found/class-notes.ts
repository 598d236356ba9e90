import { type ClassCount, total } from './class-counts.ts';

/** Classes that differ less than this are even enough to say nothing. */
const NOTICED_RATIO = 1.5;

/** As many classes as one reads. */
const MAX_NAMES = 5;

const OR = new Intl.ListFormat('en', { type: 'disjunction' });

/** Says what classes lack, and that they are uneven, with what follows; empty where there is nothing to say. */
export function classNotes(counts: readonly ClassCount[]): readonly string[] {
  const filled = counts.filter((count) => total(count) > 0);
  const notes = [
    withoutPictures(counts.filter((count) => total(count) === 0)),
    unevenness(filled),
    withoutValidation(filled.filter(({ validation }) => validation === 0)),
  ];
  return notes.filter((note) => note !== null);
}

function withoutPictures(empty: readonly ClassCount[]): string | null {
  if (empty.length === 0) return null;
  return `There is no picture of ${anyOf(empty)}: a model can't learn it.`;
}

function unevenness(filled: readonly ClassCount[]): string | null {
  const bySize = filled.toSorted((one, other) => total(other) - total(one));
  const [largest, smallest] = [bySize[0]!, bySize.at(-1)!];
  const ratio = total(largest) / total(smallest);
  if (ratio < NOTICED_RATIO) return null;
  const all = filled.reduce((sum, count) => sum + total(count), 0);
  const share = Math.round((100 * total(largest)) / all);
  const uneven = `“${largest.name}” has ${ratio.toFixed(1)} times as many pictures as “${smallest.name}”`;
  return `Classes are uneven: ${uneven}. A model that always says “${largest.name}” is right ${share}\u00a0% of the time, so look at each class in the confusion matrix.`;
}

function withoutValidation(missing: readonly ClassCount[]): string | null {
  if (missing.length === 0) return null;
  return `No picture of ${anyOf(missing)} is set aside for validation: the results will not show how well it is learnt.`;
}

function anyOf(classes: readonly ClassCount[]): string {
  const names = classes.slice(0, MAX_NAMES).map(({ name }) => `“${name}”`);
  const more = classes.length - names.length;
  return OR.format(more > 0 ? [...names, `${more} more`] : names);
}
