import { type ClassCount, total } from './class-counts.ts';

/** Classes that differ less than this are even enough to say nothing. */
const NOTICED_RATIO = 1.5;

/** Says that classes are uneven and what follows, or what is missing; `null` where there is nothing to say. */
export function imbalanceNote(counts: readonly ClassCount[]): string | null {
  const bySize = counts.toSorted((one, other) => total(other) - total(one));
  const [largest, smallest] = [bySize[0]!, bySize.at(-1)!];
  if (total(smallest) === 0) return `“${smallest.name}” has no pictures: a model can't learn it.`;
  const ratio = total(largest) / total(smallest);
  if (ratio < NOTICED_RATIO) return withoutValidation(counts);
  const all = counts.reduce((sum, count) => sum + total(count), 0);
  const share = Math.round((100 * total(largest)) / all);
  const uneven = `“${largest.name}” has ${ratio.toFixed(1)} times as many pictures as “${smallest.name}”`;
  return `Classes are uneven: ${uneven}. Who always says “${largest.name}” is right ${share}\u00a0% of the time, so look at each class in the confusion matrix.`;
}

function withoutValidation(counts: readonly ClassCount[]): string | null {
  const missing = counts.find(({ validation }) => validation === 0);
  if (!missing) return null;
  return `No picture of “${missing.name}” is set aside for validation: how well it is learnt will not show.`;
}
