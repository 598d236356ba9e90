// Math.min and Math.max hand NaN on, as NumPy's do.

/** The least number, or NaN where there is one. */
export function least(values: ArrayLike<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (let at = 0; at < values.length; at++) found = Math.min(found, values[at]!);
  return found;
}

/** The largest number, or NaN where there is one. */
export function largest(values: ArrayLike<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) found = Math.max(found, values[at]!);
  return found;
}
