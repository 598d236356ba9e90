import type { Page } from '@playwright/test';
import { dropAt, test as inTemporary, writeFolder } from '../../folders-on-disk.ts';
import { PAGES_URL } from '../../urls.ts';
import type { Outcome } from './page.ts';

/** The page of this folder, for which the tests here are made. */
export const PAGE: string = `${PAGES_URL}test/e2e/pages/directory/index.html`;

/** A test whose `page` has loaded this one; a test that opens a browser of its own asks for none. */
export const test: typeof inTemporary = inTemporary.extend({
  page: async ({ page }, use) => {
    await page.goto(PAGE);
    await use(page);
  },
});

/** Writes files that hold their own path; a path that ends in `/` is an empty folder. Gives the root. */
export function writeTree(root: string, paths: readonly string[]): string {
  return writeFolder(root, Object.fromEntries(paths.map((path) => [path, path])));
}

/** Drops files and folders of the disk on the page, as a hand would. */
export async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const box = (await page.locator('#drop').boundingBox())!;
  const where = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(() => {
    window.harness.dropped = undefined;
  });
  await dropAt(page, where, paths);
  await page.waitForFunction(() => window.harness.dropped !== undefined);
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
