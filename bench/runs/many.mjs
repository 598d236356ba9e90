import { dropFolder } from '../../scripts/drop-folder.mjs';
import { withPictures } from '../pictures-folder.mjs';
import { peakMemory, processMemory } from '../process-memory.mjs';
import { printTable } from '../table.mjs';

const IN_MEMORY = 100_000;
const PICTURES = { kind: 'small', files: 20_000, different: 100, folders: 200 };
const SIZE = 32;

/** Many files in one sitting: indexed in memory, then dropped and run through an epoch. */
export function measure({ withTab }) {
  return withTab(({ call }) =>
    withPictures(call, PICTURES, async (folder) => ({
      inMemory: IN_MEMORY,
      ...PICTURES,
      size: SIZE,
      results: await withTab((tab) => runAll(tab, folder)),
    })),
  );
}

async function runAll({ tab, browser, call }, folder) {
  const devtools = await tab.context().newCDPSession(tab);
  const results = [];
  const note = async (what, ms, { memory, longTasks } = {}) => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize: heapBytes } = await devtools.send('Runtime.getHeapUsage');
    results.push({ what, ms, longTasks, heapBytes, memory: memory ?? (await processMemory(browser)) });
  };
  await note('the page', undefined);
  await note(`${IN_MEMORY} files in memory, indexed`, await call('indexInMemory', IN_MEMORY));
  await call('letGo');
  await note('the same, let go', undefined);
  const indexing = call('indexDropped', SIZE);
  await dropFolder(tab, folder);
  await note(`${PICTURES.files} files on disk, dropped and indexed`, await indexing);
  const running = call('runEpoch');
  const memory = await peakMemory(browser, running);
  const { ms, longTasks } = await running;
  await note('one epoch of them; memory at its peak', ms, { memory, longTasks });
  return results;
}

/** The table, for a person. */
export function print({ different, folders, size, results }) {
  console.log(
    `${different} different pictures in ${folders} folders; to ${size} × ${size}, engine 'cpu', default workers`,
  );
  printTable(['Many files', 's', 'JS heap', 'renderer', 'longest task'], results.map(row));
  console.log('JS heap of the page after a collection, and proportional set size, in MiB; tasks above 50 ms, in ms.');
}

function row({ what, ms, longTasks, heapBytes, memory }) {
  const seconds = ms === undefined ? '' : (ms / 1000).toFixed(2);
  const longest = longTasks && (longTasks.length > 0 ? Math.max(...longTasks).toFixed(0) : 'none');
  return [what, seconds, ...[heapBytes / 2 ** 20, memory?.renderer].map(mib), longest ?? ''];
}

const mib = (size) => size?.toFixed(1) ?? '';
