import { existsSync, readFileSync } from 'node:fs';

/**
 * Collects the garbage of a test's page, then tells the bytes of its heap and those that the browser's page and GPU processes hold
 * for themselves; `null` in other browsers than Chromium and on other systems than Linux. A command for Vitest's browser mode.
 */
export async function browserMemory({ page }) {
  const context = page?.context(); // There is none outside of Playwright.
  const browser = context?.browser();
  if (browser?.browserType().name() !== 'chromium' || !existsSync('/proc/self/status')) return null;
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { heapBytes: usedSize + backingStorageSize, processBytes: await processBytes(browser) };
}

async function processBytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const processes = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU');
  return processes.reduce((sum, { id }) => sum + privateBytes(id), 0);
}

/** What is shared with other processes would count twice. */
function privateBytes(pid) {
  // It may have ended meanwhile.
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return Number(status.match(/RssAnon:\s*(\d+)/)?.[1] ?? 0) * 1024;
}
