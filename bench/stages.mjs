import { median } from './percentile.mjs';

/**
 * Whatever reports tell of their stages, in milliseconds a picture, each the median over the reports: `decoding` is what that
 * stage worked, `decoding wait` what pictures waited for it.
 *
 * @param timings - Those of one report or more.
 */
export function stagesPerPicture(timings) {
  const perPicture = timings.map(({ pictures, ...stages }) =>
    Object.fromEntries(millisecondsOf(stages).map(([name, ms]) => [name, ms / pictures])),
  );
  const names = Object.keys(perPicture[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(perPicture.map((stages) => stages[name]))]));
}

/** Names with numbers, of stages within a report and of what it has beside them. */
function millisecondsOf(stages) {
  const all = Object.entries(stages).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value]]
      : Object.entries(value).map(([part, number]) => [part === 'busyMs' ? `${name}Ms` : `${name} ${part}`, number]),
  );
  return all.filter(([name]) => name.endsWith('Ms')).map(([name, ms]) => [name.slice(0, -2), ms]);
}

/** The columns of a table; what pictures waited for single stages is left to the JSON. */
export function stageColumns(results) {
  const names = results.flatMap(({ msPerPicture }) => Object.keys(msPerPicture ?? {}));
  return [...new Set(names)].filter((name) => !name.endsWith(' wait'));
}
