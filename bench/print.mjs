const TITLES = {
  ours: 'Ours',
  peer: 'Peers: batches too, by other means',
  decoding: 'Decoding alone: samples thrown away, nothing resized',
};

/** The tables, for a person. */
export function printResult({ date, machine, load, browser, adapter, commit, ...result }) {
  const { pictures, size, batchSize, rounds, results } = result;
  const { count, kilobytes, megapixels, from } = pictures;
  console.log(`${date}; ${machine}; load ${load.before} before, ${load.after} after`);
  console.log(`Chromium ${browser}; WebGPU: ${adapter}; commit ${commit}`);
  console.log(`${count} pictures ${from}: ${kilobytes.toFixed(0)} kB, ${megapixels.toFixed(2)} megapixels on average`);
  console.log(
    `${size} × ${size} pixels, batches of ${batchSize}, medians of ${rounds} interleaved ${rounds === 1 ? 'round' : 'rounds'}`,
  );
  for (const [group, title] of Object.entries(TITLES)) {
    const rows = results.filter((result) => result.group === group);
    printTable([title, 'images/s', 'from', 'to', '/ best peer', '/ best on backend', '/ decoding'], rows.map(rateRow));
  }
  const staged = results.filter((result) => result.msPerPicture);
  const stages = ['read', 'decode', 'resample', 'page waits', 'worker time'];
  printTable(['Stages of ours, ms per picture', ...stages], staged.map(stageRow));
  console.log(
    'A worker has several files at once: reading, and decoding by the browser, includes waiting for the others.',
  );
  for (const failed of results.filter(({ error }) => error)) console.log(`\n${title(failed)} failed: ${failed.error}`);
}

function rateRow(result) {
  if (result.error) return [title(result), 'failed'];
  const { imagesPerSecond, rates, ratios } = result;
  const ofRates = [imagesPerSecond, Math.min(...rates), Math.max(...rates)].map((rate) =>
    rate.toFixed(rate < 100 ? 1 : 0),
  );
  const { peer, peerOnBackend, decoding } = ratios;
  return [title(result), ...ofRates, ...[peer, peerOnBackend, decoding].map((ratio) => ratio?.toFixed(2) ?? '')];
}

function stageRow(result) {
  const { read, decode, resample, wait } = result.msPerPicture;
  // What the workers have for a picture, busy or not.
  const available = (1000 * result.workers) / result.imagesPerSecond;
  return [title(result), ...[read, decode, resample, wait, available].map((ms) => ms.toFixed(2))];
}

/** What a contestant is called in the tables. */
export function title({ name, backend, workers }) {
  const count = workers && `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  return [backend, name, count].filter(Boolean).join(', ');
}

/** The first column to the left, the others to the right. */
function printTable(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  console.log();
  for (const cells of lines) {
    console.log(
      widths
        .map((width, column) => pad(cells[column] ?? '', width, column))
        .join('  ')
        .trimEnd(),
    );
  }
}

function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
