import { dropFolder } from '../../../scripts/drop-folder.mjs';
import { title } from '../../contestant-title.mjs';
import { tracePage } from '../../page-tasks.mjs';
import { percentile } from '../../percentile.mjs';
import { withPictures } from '../../pictures-folder.mjs';

export { print } from './print.mjs';

const SETUP = { size: 224, batchSize: 32 };
const MADE_PICTURES = { kind: 'photograph', files: 64 };
const REST_MS = 2000;
/** Fewer ticks of the timer say little about its 95th percentile; but a GPU in software is slow. */
const [ENOUGH_TICKS, MOST_PASSES] = [400, 6];

/** Whether the page stays free for its visitor while images are loaded and nothing is trained. */
export function measure({ withTab, folder }) {
  return withTab((page) =>
    folder ? watchAll(page, folder) : withPictures(page.call, MADE_PICTURES, (made) => watchAll(page, made)),
  );
}

async function watchAll(page, folder) {
  const opened = page.call('takeFolder', SETUP);
  await dropFolder(page.tab, folder);
  const count = await opened;
  const results = [{ name: 'the page at rest', warm: summarise(await page.call('rest', REST_MS)) }];
  for (const [place, facts] of (await page.call('contestants', 'free')).entries()) {
    console.error(`free: ${title(facts)}`);
    const watch = async (files) => {
      await page.tab.requestGC();
      const watched = await page.call('watch', 'free', place, files);
      if (watched.error) throw new Error(watched.error);
      return watched;
    };
    try {
      const first = summarise(await watch(SETUP.batchSize));
      const warm = summarise(await repeat(() => watch(count)));
      const traced = await tracePage(page, () => watch(count));
      results.push({ ...facts, first, warm, traced });
    } catch (error) {
      results.push({ ...facts, error: error.message });
    }
  }
  return { pictures: count, ...SETUP, results };
}

/** Passes until they say something, taken together. */
async function repeat(watch) {
  const [lateMs, longTasks] = [[], []];
  for (let pass = 0; pass < MOST_PASSES && lateMs.length < ENOUGH_TICKS; pass++) {
    const watched = await watch();
    lateMs.push(...watched.lateMs);
    longTasks.push(...watched.longTasks);
  }
  return { lateMs, longTasks };
}

function summarise({ lateMs, longTasks }) {
  return {
    longTasks,
    late: { p50: percentile(lateMs, 0.5), p95: percentile(lateMs, 0.95), most: Math.max(...lateMs) },
    ticks: lateMs.length,
  };
}
