/** The stages that a dataset's report knows. */
const STAGES = { read: 'reading', decode: 'decoding', resample: 'resampling', upload: 'upload' };

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One contestant's rounds as images per second and, where it knows its stages, milliseconds per picture. */
export function summarise({ measurements, ...contestant }, count) {
  const error = measurements.find((measurement) => measurement.error)?.error;
  if (error) return { ...contestant, error };
  const rates = measurements.map(({ seconds }) => count / seconds);
  const timings = measurements.flatMap(({ stages }) => stages ?? []);
  const msPerPicture = Object.entries(STAGES).map(([stage, key]) => [
    stage,
    median(timings.map((sums) => sums[key].busyMs / sums.pictures)),
  ]);
  return {
    ...contestant,
    imagesPerSecond: median(rates),
    rates,
    ...(timings.length > 0 ? { msPerPicture: Object.fromEntries(msPerPicture) } : {}),
  };
}

/** Divides each rate by that of the fastest peer, of the fastest peer on the same backend, and of mere decoding. */
export function compare(results) {
  const fastest = (belongs) => {
    const rates = results.filter((result) => !result.error && belongs(result)).map((result) => result.imagesPerSecond);
    return rates.length > 0 ? Math.max(...rates) : undefined;
  };
  const peer = fastest(({ group }) => group === 'peer');
  const decoding = fastest(({ group }) => group === 'decoding');
  return results.map((result) => {
    if (result.error) return result;
    const peerOnBackend = fastest(({ group, backend }) => group === 'peer' && backend === result.backend);
    const over = (rate) => (rate === undefined ? undefined : result.imagesPerSecond / rate);
    return { ...result, ratios: { peer: over(peer), peerOnBackend: over(peerOnBackend), decoding: over(decoding) } };
  });
}
