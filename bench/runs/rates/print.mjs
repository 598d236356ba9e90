import { title } from '../../contestant-title.mjs';
import { stageColumns } from '../../stages.mjs';
import { printTable } from '../../table.mjs';

const GROUPS = {
  ours: 'Ours',
  peer: 'Peers: batches too, by other means',
  keras: 'Keras itself, in Python',
  decoding: 'Decoding alone: samples thrown away, nothing resized',
  bound: 'No way around it: batches of new memory, filled with anything',
};
const RATES = [
  'files',
  'processor ms',
  'images/s',
  'from',
  'to',
  '/ best peer',
  '/ best on backend',
  '/ decoding',
  '/ Keras',
];

/** The tables, for a person. */
export function print({ pictures, size, batchSize, rounds, results }) {
  const { count, kilobytes, megapixels, from } = pictures;
  console.log(`${count} pictures ${from}: ${kilobytes.toFixed(0)} kB, ${megapixels.toFixed(2)} megapixels on average`);
  console.log(
    `${size} × ${size} pixels, batches of ${batchSize}, medians of ${rounds} interleaved ${rounds === 1 ? 'round' : 'rounds'}`,
  );
  for (const [group, heading] of Object.entries(GROUPS)) {
    const rows = results.filter((result) => result.group === group);
    if (rows.length > 0) printTable([heading, ...RATES], rows.map(rateRow));
  }
  console.log('Processor ms: what all processes of the browser, or Python, had of the processors for a picture.');
  const staged = results.filter((result) => result.msPerPicture);
  const stages = stageColumns(staged);
  printTable(
    ['Stages of ours, ms per picture', ...stages, 'worker time'],
    staged.map((result) => stageRow(result, stages)),
  );
  console.log(
    'A worker has several files at once: reading, and decoding by the browser, includes waiting for the others.',
  );
  for (const { versions, ...keras } of results) if (versions) console.log(`${keras.name}: ${versions}`);
  for (const failed of results.filter(({ error }) => error)) console.log(`\n${title(failed)} failed: ${failed.error}`);
}

function rateRow(result) {
  if (result.error) return [title(result), '', 'failed'];
  const { count, processorMsPerPicture, imagesPerSecond, rates, ratios } = result;
  const ofRates = [imagesPerSecond, Math.min(...rates), Math.max(...rates)].map((rate) =>
    rate.toFixed(rate < 100 ? 1 : 0),
  );
  const { peer, peerOnBackend, decoding, keras } = ratios;
  const ofRatios = [peer, peerOnBackend, decoding, keras].map((ratio) => ratio?.toFixed(2) ?? '');
  return [title(result), String(count), processorMsPerPicture.toFixed(2), ...ofRates, ...ofRatios];
}

function stageRow(result, stages) {
  // What the workers have for a picture, busy or not.
  const available = (1000 * result.workers) / result.imagesPerSecond;
  const ms = [...stages.map((stage) => result.msPerPicture[stage]), available];
  return [title(result), ...ms.map((value) => value?.toFixed(2) ?? '')];
}
