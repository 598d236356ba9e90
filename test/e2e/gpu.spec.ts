import { type Browser, expect, test } from '@playwright/test';
import { PAGES_URL } from './urls.ts';

const COUNT = 24;
const BATCH_SIZE = 2;

/** Ends the browser's GPU process as a broken driver would. */
async function crashGpu(browser: Browser): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  await cdp.send('Browser.crashGpuProcess');
  await cdp.detach();
}

test('a GPU that is lost is an error that says so, never wrong pixels; with another backend it goes on', async ({
  browser,
  page,
}) => {
  await page.goto(`${PAGES_URL}test/e2e/pages/gpu/index.html`);
  // The first time the server has yet to bundle what the page needs.
  await page.waitForFunction(() => globalThis.gpuPage !== undefined, null, { timeout: 60_000 });
  const next = () => page.evaluate(() => globalThis.gpuPage.next());
  const restart = () => page.evaluate(() => globalThis.gpuPage.restart());
  const batchAt = (index: number) => [index * BATCH_SIZE, index * BATCH_SIZE + 1];
  // 'auto' follows tfjs.
  const expectEngine = async (engine: 'cpu' | 'webgpu'): Promise<void> =>
    expect(await page.evaluate(() => globalThis.gpuPage.engine())).toBe(engine);
  const expectWholeEpoch = async (engine: 'cpu' | 'webgpu'): Promise<void> => {
    await restart();
    for (let index = 0; index < COUNT / BATCH_SIZE; index++) expect(await next()).toEqual(batchAt(index));
    expect(await next()).toBeNull();
    await expectEngine(engine);
  };

  await page.evaluate(() => globalThis.gpuPage.useBackend('webgpu'));
  await page.evaluate(([count, batchSize]) => globalThis.gpuPage.open(count, batchSize), [COUNT, BATCH_SIZE] as const);
  await restart();
  expect(await next()).toEqual(batchAt(0));
  await expectEngine('webgpu');
  await crashGpu(browser);
  let index = 1;
  for (let answer = await next(); answer !== 'device-lost'; answer = await next(), index++) {
    // What was on its way fails when it is read, or came through before.
    expect([batchAt(index), 'AbortError', 'OperationError']).toContainEqual(answer);
  }

  await page.evaluate(() => globalThis.gpuPage.useBackend('cpu'));
  await expectWholeEpoch('cpu');
  await page.evaluate(() => globalThis.gpuPage.renewBackend());
  await expectWholeEpoch('webgpu');
});
