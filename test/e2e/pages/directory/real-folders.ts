import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  test as base,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { PAGES_URL } from '../../urls.ts';
import type { Outcome } from './page.ts';

/** The page of this folder, for which the tests here are made. */
export const PAGE: string = `${PAGES_URL}test/e2e/pages/directory/index.html`;

/** A test with a temporary folder on disk, which is deleted afterwards. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & { temporary: string },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = base.extend<{ temporary: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
  temporary: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'directory-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Writes files that hold their own path; a path that ends in `/` is an empty folder. Gives the root. */
export async function writeTree(root: string, paths: readonly string[]): Promise<string> {
  await mkdir(root, { recursive: true });
  for (const path of paths) {
    const target = join(root, path);
    await mkdir(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) await writeFile(target, path);
  }
  return root;
}

/** Drops files and folders of the disk on the page, as a hand would. */
export async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const box = (await page.locator('#drop').boundingBox())!;
  const where = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.harness.dropped = undefined;
  });
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...where, data });
  }
  await page.waitForFunction(() => window.harness.dropped !== undefined);
  await cdp.detach();
}

/** Drops, and tells what the library made of it. */
export async function dropped(page: Page, ...paths: readonly string[]): Promise<Outcome> {
  await drop(page, ...paths);
  return page.evaluate(() => window.harness.outcome(window.harness.dropped));
}

/** Tells what the walk of the last dropped folder's bare handle gives. */
export function droppedHandle(page: Page): Promise<Outcome> {
  return page.evaluate(() => window.harness.outcome(window.harness.droppedHandle()));
}

/** Chooses a folder in the page's own `<input webkitdirectory>`, and tells what the library made of it. */
export async function chosen(page: Page, folder: string): Promise<Outcome> {
  await page.locator('#choose').setInputFiles(folder);
  return page.evaluate(() => window.harness.outcome(window.harness.chosen()));
}
