import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { consumers, root, type StaticServer, serve } from './installed.ts';
import { expectTrained, watchProblems, watchRequests } from './trained.ts';

const PICTURE = `${root}test/goldens/pictures/png/rgb-landscape.png`;

let cdn: StaticServer;

/** The page gets the import map of the README, but for where the files lie: without their versions, on a server here. */
test.beforeAll(async () => {
  cdn = await serve('node_modules');
  const [, map = ''] = /<script type="importmap">(.*?)<\/script>/s.exec(readFileSync(`${root}README.md`, 'utf8')) ?? [];
  const local = map.replaceAll('https://cdn.jsdelivr.net/npm/', cdn.url).replaceAll(/@\d+\.\d+\.\d+\//g, '/');
  const page = readFileSync(`${root}test/consumers/import-map/index.html`, 'utf8');
  writeFileSync(
    join(consumers, 'import-map/index.html'),
    page.replace('"the map of the README"', () => local),
  );
});

test.afterAll(() => cdn[Symbol.asyncDispose]());

const WAYS = {
  trains: () => ({}),
  'trains where the page is isolated from other origins': () => ({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  }),
  'trains where a policy forbids every request': () => {
    const scripts = `script-src 'self' 'nonce-page' 'wasm-unsafe-eval' ${cdn.url}`;
    return { 'Content-Security-Policy': `default-src 'none'; ${scripts}; worker-src blob:; connect-src 'none'` };
  },
};

test.describe('a page without a build, everything from another origin', () => {
  for (const [name, headers] of Object.entries(WAYS)) {
    test(name, async ({ page }) => {
      await using server = await serve('.', headers());
      const problems = watchProblems(page);
      await page.goto(`${server.url}import-map/index.html`);
      await expect(page.locator('output')).toHaveText('ready');
      expect(await page.evaluate(() => crossOriginIsolated)).toBe('Cross-Origin-Opener-Policy' in headers());
      const requests = watchRequests(page);
      await expectTrained(page);
      expect([...requests]).toEqual([]);
      expect(problems).toEqual([]);
    });
  }

  test('would be caught if one of its workers fetched anything', async ({ page }) => {
    await using server = await serve('.');
    await page.goto(`${server.url}import-map/index.html`);
    const requests = watchRequests(page);
    const address = `${server.url}package.json`;
    await page.evaluate(async (address) => {
      const script = `fetch(${JSON.stringify(address)}).then(() => postMessage('done'))`;
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      await new Promise((resolve) => worker.addEventListener('message', resolve));
    }, address);
    expect([...requests]).toContain(address);
  });

  test('loads one image from the very address that it is given', async ({ page }) => {
    await using server = await serve('.');
    const problems = watchProblems(page);
    await page.goto(`${server.url}import-map/index.html`);
    await expect(page.locator('output')).toHaveText('ready');
    const requests = watchRequests(page);
    const address = `${cdn.url}picture.png?size=small`;
    writeFileSync(join(consumers, 'node_modules/picture.png'), readFileSync(PICTURE));
    const size = await page.evaluate(async (source) => {
      const name = 'tfjs-image-dataset';
      const { loadImg } = await import(name);
      const { mode, width, height } = await loadImg(source);
      return { mode, width, height };
    }, address);
    expect(size).toEqual({ mode: 'RGB', width: 220, height: 145 });
    expect([...requests]).toEqual([address]);
    expect(problems).toEqual([]);
  });
});
