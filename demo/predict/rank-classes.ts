/** The classes with their probabilities, the likeliest first. */
export function rankClasses(
  classNames: readonly string[],
  probabilities: ArrayLike<number>,
): readonly (readonly [name: string, probability: number])[] {
  return classNames
    .map((name, label) => [name, probabilities[label]!] as const)
    .sort(([, one], [, other]) => other - one);
}
