import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { numberedBmp } from '../numbered-bmp.ts';
import { PAGES_URL } from './urls.ts';

const numbers = Array.from({ length: 12 }, (_, number) => number + 1);
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${PAGES_URL}test/e2e/pages/cache/index.html`);
  // The first time the server has yet to bundle what the page needs.
  await page.waitForFunction(() => globalThis.cachePage !== undefined, null, { timeout: 60_000 });
  return page;
}

/** Makes a dataset of pictures, each of which says its number. */
async function openDataset(page: Page, pictures: readonly number[], imageSize: number): Promise<void> {
  const files = pictures.map((number) => ({
    name: `${String(number).padStart(3, '0')}.bmp`,
    mimeType: 'image/bmp',
    buffer: Buffer.from(numberedBmp(number, 4, 4)),
  }));
  await page.getByLabel('Images').setInputFiles(files);
  await page.evaluate(async (imageSize) => {
    await globalThis.cachePage.open({ imageSize, batchSize: 4 });
  }, imageSize);
}

const epoch = (page: Page) => page.evaluate(() => globalThis.cachePage.epoch());

test('one tab has the cache, another one decodes and takes it over later, and so does a later visit', async ({
  context,
}) => {
  const [first, second] = [await openPage(context), await openPage(context)];
  for (const page of [first, second]) await openDataset(page, numbers, 40);
  expect(await epoch(first)).toMatchObject({ values: numbers, cache: { pictures: 12, hits: 0, problem: null } });
  const problem = 'Images are not kept on disk: another page uses the same cache.';
  expect(await epoch(second)).toMatchObject({ values: numbers, cache: { pictures: 0, hits: 0, problem } });
  expect(await epoch(first)).toMatchObject({ values: numbers, cache: { hits: 12 } });

  await first.evaluate(() => globalThis.cachePage.dispose());
  await expect(async () => {
    expect(await epoch(second)).toMatchObject({ values: numbers, cache: { pictures: 12, problem: null } });
  }).toPass();

  // The tab goes without a word.
  await second.close();
  const later = await openPage(context);
  await openDataset(later, numbers, 40);
  await expect(async () => {
    expect(await epoch(later)).toMatchObject({ values: numbers, cache: { pictures: 12, problem: null } });
  }).toPass();
});

test('a disk that is full stops the writing, and nothing else', async ({ context }) => {
  // A megabyte each, as bytes.
  const large = 600;
  const page = await openPage(context);
  await openDataset(page, [100], large);
  expect(await epoch(page)).toMatchObject({ values: [100], cache: { pictures: 1, problem: null } });
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(PAGES_URL);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 6_000_000 });
  // The first dataset still has the store, so this one gets the room that there was.
  await openDataset(page, numbers, large);
  await epoch(page);
  const { values, cache } = await epoch(page);
  expect(values).toEqual(numbers);
  expect(cache?.problem).toMatch(/^No more images are kept on disk: .*(QuotaExceededError|the disk is full)/);
  expect(cache!.pictures + cache!.leftOut).toBe(12);
  expect(cache!.hits).toBeGreaterThan(0);
  expect(cache!.pictures).toBeLessThan(12);
});
