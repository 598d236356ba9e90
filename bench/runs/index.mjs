import { dropFolder } from '../../scripts/drop-folder.mjs';
import { listCosts, tracePage } from '../page-tasks.mjs';
import { median } from '../percentile.mjs';
import { withPictures } from '../pictures-folder.mjs';
import { printTable } from '../table.mjs';

const PICTURES = { kind: 'small', files: 20_000, different: 100, folders: 200 };
const ROUNDS = 15;

const WALKS = [
  { name: 'bare walk, folders one by one', isOurs: false, call: ['bareWalk', 'one by one'] },
  { name: 'bare walk, folders all at once', isOurs: false, call: ['bareWalk', 'all at once'] },
  { name: 'directoryFromDrop and imageDatasetFromDirectory', isOurs: true, call: ['ourIndex'] },
];

/** How long a large folder takes to be listed, and until the first batch is there. */
export function measure({ withTab }) {
  return withTab((page) =>
    withPictures(page.call, PICTURES, async (folder) => {
      const results = WALKS.map((walk) => ({ ...walk, ms: [] }));
      const first = [];
      // Round 0 warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        console.error(`index: round ${round}`);
        for (const { call, ms } of round % 2 === 0 ? results.toReversed() : results) {
          const walked = await onDrop(page, folder, call);
          if (walked.files !== PICTURES.files) throw new Error(`${call.join(' ')} found ${walked.files} files.`);
          if (round > 0) ms.push(walked.ms);
        }
        const taken = await onDrop(page, folder, ['firstBatch']);
        if (round > 0) first.push(taken);
      }
      const traced = [];
      for (const { name, call } of WALKS) {
        traced.push({ name, ...(await tracePage(page, () => onDrop(page, folder, call))) });
      }
      return {
        ...PICTURES,
        rounds: ROUNDS,
        results: results.map(({ call: _, ms, ...walk }) => ({ ...walk, ms, median: median(ms) })),
        firstBatch: summariseFirst(first),
        traced,
      };
    }),
  );
}

/** Has the page wait for a drop, and drops the folder for real. */
async function onDrop({ tab, call }, folder, [method, ...values]) {
  await tab.requestGC();
  const waiting = call(method, ...values);
  await dropFolder(tab, folder);
  return waiting;
}

function summariseFirst(taken) {
  const parts = ['indexMs', 'totalMs', 'batchMs', 'startedBatchMs'];
  const over = (part) => median(taken.map((times) => times.totalMs / (times.indexMs + times[part])));
  return {
    ...Object.fromEntries(parts.map((part) => [part, median(taken.map((times) => times[part]))])),
    ratio: over('batchMs'),
    ratioToStarted: over('startedBatchMs'),
  };
}

/** The tables, for a person. */
export function print({ files, folders, rounds, results, firstBatch, traced }) {
  console.log(`${files} small files in ${folders} folders, dropped for real, medians of ${rounds} interleaved rounds`);
  const fastest = Math.min(...results.filter(({ isOurs }) => !isOurs).map((walk) => walk.median));
  printTable(
    ['Index', 'ms', 'from', 'to', '/ fastest bare walk'],
    results.map(({ name, ms, median: middle }) => [
      name,
      ...[middle, Math.min(...ms), Math.max(...ms)].map((value) => value.toFixed(0)),
      (middle / fastest).toFixed(2),
    ]),
  );
  const { indexMs, totalMs, batchMs, startedBatchMs, ratio, ratioToStarted } = firstBatch;
  printTable(
    ['First batch, seeded and shuffled', 'ms'],
    [
      ['index', indexMs.toFixed(0)],
      ['index and first batch, workers started', totalMs.toFixed(0)],
      ['a first batch of running workers', batchMs.toFixed(0)],
      ['a first batch of workers that start, of an index that is there', startedBatchMs.toFixed(0)],
      ['index and first batch / index + batch of running workers', ratio.toFixed(2)],
      ['index and first batch / index + batch of workers that start', ratioToStarted.toFixed(2)],
    ],
  );
  console.log('\nTraced, milliseconds that the main thread had of a processor:');
  for (const { name, allCpuMs, longest, functions } of traced) {
    console.log(`  ${name}: ${allCpuMs.toFixed(0)} in all; ${listCosts(functions)}`);
    for (const { cpuMs, functions } of longest)
      console.log(`    a task of ${cpuMs.toFixed(1)}: ${listCosts(functions)}`);
  }
}
