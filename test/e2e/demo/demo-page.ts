import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expect,
  type Locator,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { unzipSync } from 'fflate';
import { readSampleFiles } from '../../../scripts/sample-files.mjs';
import { dropAt, type Files, test as onDisk, writeFolder } from '../folders-on-disk.ts';
import { PAGES_URL } from '../urls.ts';

interface TestFixtures {
  /** Writes a folder of this name to the disk, which is deleted afterwards, and gives its path. */
  readonly writeFolder: (name: string, files: Files) => string;
}

interface WorkerFixtures {
  /** What the generated sample has: 100 pictures of each of {@link CLASSES}. */
  readonly sample: Readonly<Record<string, Buffer>>;
}

export const CLASSES = ['circles', 'squares', 'triangles'] as const;

/** A test of the demo's page, which is open. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & TestFixtures & { temporary: string },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures
> = onDisk.extend<TestFixtures, WorkerFixtures>({
  sample: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      const files = await readSampleFiles(page, PAGES_URL);
      await page.close();
      await use(files);
    },
    { scope: 'worker' },
  ],
  writeFolder: ({ temporary }, use) => use((name, files) => writeFolder(join(temporary, name), files)),
  page: async ({ page }, use) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto('/');
    await expect(button(page, 'Choose folder')).toBeEnabled();
    await use(page);
    expect(errors).toEqual([]);
  },
});

/** The first `count` pictures of each class of the sample. */
export function fewOf(sample: Files, count: number): Files {
  const number = (path: string): number => Number(path.match(/-(\d+)\./)![1]);
  return Object.fromEntries(Object.entries(sample).filter(([path]) => number(path) <= count));
}

/** Drops files and folders of the disk on the page. */
export function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  return dropAt(page, { x: 300, y: 200 }, paths);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** A part of the page, by its headline. */
export function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** Sets how many times the model sees each picture, and trains to the end. */
export async function train(page: Page, epochs: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill(String(epochs));
  await button(page, 'Train').click();
  await expect(page.getByText(/^Done after/)).toBeVisible({ timeout: 100_000 });
}

/** The last validation accuracy, in percent. */
export async function readAccuracy(page: Page): Promise<number> {
  const text = await page.getByRole('status').filter({ hasText: 'validation accuracy' }).textContent();
  expect(text).toMatch(/^validation accuracy \d+\.\d %$/);
  return Number.parseFloat(text!.replace(/^\D+/, ''));
}

/** Takes home what there is: the files of the zip. */
export async function readExport(page: Page): Promise<Record<string, Uint8Array>> {
  const [downloaded] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
  return unzipSync(readFileSync((await downloaded.path())!));
}

/** The cells of a table's body. */
export async function cells(table: Locator): Promise<string[][]> {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}
