import { median } from '../../percentile.mjs';
import { stagesPerPicture } from '../../stages.mjs';

/** One contestant's rounds as images per second, milliseconds of processor per picture and, where it knows them, of its stages. */
export function summarise({ measurements, ...contestant }) {
  const error = measurements.find((measurement) => measurement.error)?.error;
  if (error) return { ...contestant, error };
  const rates = measurements.map(({ seconds }) => contestant.count / seconds);
  const processorMs = measurements.map(({ processorSeconds }) => (1000 * processorSeconds) / contestant.count);
  const timings = measurements.flatMap(({ stages }) => stages ?? []);
  return {
    ...contestant,
    imagesPerSecond: median(rates),
    rates,
    processorMsPerPicture: median(processorMs),
    ...(timings.length > 0 ? { msPerPicture: stagesPerPicture(timings) } : {}),
  };
}

/** Divides each rate by those of the fastest peer, the fastest peer on the same backend, mere decoding, and Keras. */
export function compare(results) {
  const fastest = (belongs) => {
    const rates = results.filter((result) => !result.error && belongs(result)).map((result) => result.imagesPerSecond);
    return rates.length > 0 ? Math.max(...rates) : undefined;
  };
  const peer = fastest(({ group }) => group === 'peer');
  const decoding = fastest(({ group }) => group === 'decoding');
  const keras = fastest(({ group }) => group === 'keras');
  return results.map((result) => {
    if (result.error) return result;
    const peerOnBackend = fastest(({ group, backend }) => group === 'peer' && backend === result.backend);
    const over = (rate) => (rate === undefined ? undefined : result.imagesPerSecond / rate);
    const ratios = {
      peer: over(peer),
      peerOnBackend: over(peerOnBackend),
      decoding: over(decoding),
      keras: over(keras),
    };
    return { ...result, ratios };
  });
}
