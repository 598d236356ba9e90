import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  test as base,
  expect,
  type Locator,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { readSampleFiles } from '../../../scripts/sample-files.mjs';
import { PAGES_URL } from '../urls.ts';

/** Files by their path in a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

interface TestFixtures {
  /** Writes a folder to the disk, which is deleted afterwards, and gives its path. */
  readonly writeFolder: (name: string, files: Files) => string;
}

interface WorkerFixtures {
  /** What the generated sample has: 100 pictures of each of {@link CLASSES}. */
  readonly sample: Readonly<Record<string, Buffer>>;
}

export const CLASSES = ['circles', 'squares', 'triangles'] as const;

/** A test of the demo's page, which is open. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & TestFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures
> = base.extend<TestFixtures, WorkerFixtures>({
  sample: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      const files = await readSampleFiles(page, PAGES_URL);
      await page.close();
      await use(files);
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
  writeFolder: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-demo-'));
    await use((name, files) => {
      for (const [path, content] of Object.entries(files)) {
        const target = join(root, name, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
      return join(root, name);
    });
    rmSync(root, { recursive: true });
  },
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

/** Drops files and folders of the disk on the page as a hand would: real entries and handles come out. */
export async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 200, data });
  }
  await devtools.detach();
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

/** The cells of a table's body. */
export async function cells(table: Locator): Promise<string[][]> {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}
