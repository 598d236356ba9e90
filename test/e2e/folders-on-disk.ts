import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Files by their path in a folder; a path that ends in `/` is an empty folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A test with a temporary folder on disk, which is deleted afterwards. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & { temporary: string },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = base.extend<{ temporary: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
  temporary: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Writes files into a folder of the disk, and gives its path. */
export function writeFolder(root: string, files: Files): string {
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, content);
  }
  return root;
}

/** Drops files and folders of the disk somewhere on a page as a hand would: real entries and handles come out. */
export async function dropAt(
  page: Page,
  where: { readonly x: number; readonly y: number },
  paths: readonly string[],
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...where, data });
  }
  await devtools.detach();
}
