import { existsSync, readFileSync } from 'node:fs';

/** Where pictures can lie: the page with its workers, and what draws. */
const KINDS = ['renderer', 'GPU'];

/**
 * The proportional set size of a browser's renderers and of its GPU process in MiB, as Linux counts it: memory that both
 * share counts half for each. `null` on other systems.
 */
export async function processMemory(browser) {
  if (process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const sizes = KINDS.map((kind) => {
      const kilobytes = processInfo.filter(({ type }) => type === kind).map(({ id }) => proportionalSetSize(id));
      return [kind, kilobytes.reduce((sum, size) => sum + size, 0) / 1024];
    });
    return Object.fromEntries(sizes);
  } finally {
    await session.detach();
  }
}

/** Samples {@link processMemory} until `work` is done: the system's own high-water marks are reset by Chromium. */
export async function peakMemory(browser, work) {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  let peak = null;
  while (!isDone) {
    const sample = await processMemory(browser);
    if (sample === null) break;
    peak = Object.fromEntries(KINDS.map((kind) => [kind, Math.max(peak?.[kind] ?? 0, sample[kind])]));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await work;
  return peak;
}

/** In kilobytes; nothing for a process that has just ended. */
function proportionalSetSize(pid) {
  const path = `/proc/${pid}/smaps_rollup`;
  return existsSync(path) ? Number(/^Pss: +(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) : 0;
}
