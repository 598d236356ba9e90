import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dropFolder } from '../../scripts/drop-folder.mjs';
import { title } from '../contestant-title.mjs';
import { withPictures } from '../pictures-folder.mjs';
import { peakMemory, processMemory } from '../process-memory.mjs';
import { stageColumns, stagesPerPicture } from '../stages.mjs';
import { printTable } from '../table.mjs';

const SETUP = { size: 224, batchSize: 32 };
const MEGAPIXELS = 12;
/** A browser keeps nothing from one file to its copy. */
const PICTURES = { kind: 'large', files: 64, different: 8 };

/** Photographs as cameras make them, with default options: rates, and memory at its peak. */
export function measure({ withTab }) {
  return withTab(({ call }) =>
    withPictures(call, PICTURES, async (folder) => {
      const results = [];
      const contestants = await call('contestants', 'large');
      for (const place of contestants.keys()) results.push(await withTab((tab) => measureOne(tab, folder, place)));
      const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      const pictures = { count: PICTURES.files, megapixels: MEGAPIXELS, kilobytes: bytes / PICTURES.files / 1000 };
      return { pictures, ...SETUP, results };
    }),
  );
}

/** One contestant in a browser of its own, after a picture to warm up. */
async function measureOne({ tab, browser, call }, folder, place) {
  const opened = call('takeFolder', SETUP);
  await dropFolder(tab, folder);
  const count = await opened;
  const facts = (await call('contestants', 'large'))[place];
  console.error(`large: ${title(facts)}`);
  await call('run', 'large', place, 1);
  await tab.requestGC();
  const memoryBefore = await processMemory(browser);
  const measuring = call('run', 'large', place, count);
  const memoryPeak = await peakMemory(browser, measuring);
  const { error, seconds, stages, peakBytesInFlight } = await measuring;
  if (error) return { ...facts, error };
  const msPerPicture = stages && stagesPerPicture([stages]);
  const imagesPerSecond = count / seconds;
  return { ...facts, imagesPerSecond, msPerPicture, peakBytesInFlight, memoryBefore, memoryPeak };
}

/** The table, for a person. */
export function print({ pictures, results, size, batchSize }) {
  console.log(
    `${pictures.count} pictures of ${pictures.megapixels} megapixels, ${(pictures.kilobytes / 1000).toFixed(1)} MB each, to ${size} × ${size}, batches of ${batchSize}`,
  );
  const head = [
    'Large photographs',
    'images/s',
    'peak in flight',
    'renderer before',
    'peak',
    'GPU process before',
    'peak',
  ];
  printTable(head, results.map(row));
  console.log('Proportional set sizes in MiB. What the workers need while they decode is in that of the renderer.');
  const staged = results.filter((result) => result.msPerPicture);
  const stages = stageColumns(staged);
  const cells = ({ msPerPicture }) => stages.map((stage) => msPerPicture[stage]?.toFixed(1) ?? '');
  printTable(
    ['Stages, ms per picture', ...stages],
    staged.map((result) => [title(result), ...cells(result)]),
  );
}

function row(result) {
  if (result.error) return [title(result), result.error];
  const { imagesPerSecond, peakBytesInFlight, memoryBefore, memoryPeak } = result;
  const inFlight = peakBytesInFlight ? `${(peakBytesInFlight / 2 ** 20).toFixed(0)} MiB` : '';
  const memory = ['renderer', 'GPU'].flatMap((kind) => [memoryBefore?.[kind], memoryPeak?.[kind]]);
  return [title(result), imagesPerSecond.toFixed(2), inFlight, ...memory.map((size) => size?.toFixed(0) ?? '')];
}
