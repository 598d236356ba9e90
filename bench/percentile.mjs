/** The value below which a part of `values` lies, `part` from 0 to 1; interpolated, and NaN of nothing. */
export function percentile(values, part) {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined ? Number.NaN : below + (above - below) * (place % 1);
}

/** The value in the middle. */
export function median(values) {
  return percentile(values, 0.5);
}
