import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { DEMO_URL } from '../urls.ts';
import { button, drop, fewOf, test } from './demo-page.ts';

/** Brings a folder, and waits until it is kept for the next visit. */
async function bring(page: Page, folder: string, files = 12): Promise<void> {
  await drop(page, folder);
  await expect(page.getByText(`Found ${files} files belonging to 3 classes.`)).toBeVisible();
  await expect.poll(() => permission(page)).toBe('granted');
}

test('the last folder comes back after a reload with one click', async ({ page, sample, writeFolder }) => {
  await bring(page, writeFolder('animals', fewOf(sample, 4)));
  await page.reload();
  await button(page, 'Reopen animals').click();
  await expect(page.getByText('Found 12 files belonging to 3 classes.', { exact: true })).toBeVisible();
  await expect(button(page, 'Reopen animals')).toBeHidden();
});

test('files that a reopened folder hides are missed, and the reason is said', async ({ page, sample, writeFolder }) => {
  const [picture] = Object.values(sample);
  await bring(page, writeFolder('animals', { ...fewOf(sample, 4), 'circles/12:30.png': picture! }), 13);
  await page.reload();
  await button(page, 'Reopen animals').click();
  await expect(page.getByText('Found 12 files belonging to 3 classes. There were 13 the last time')).toBeVisible();
});

test('a last folder that is gone is said to be, and can be forgotten', async ({ page, sample, writeFolder }) => {
  const folder = writeFolder('animals', fewOf(sample, 4));
  await bring(page, folder);
  rmSync(folder, { recursive: true });
  await page.reload();
  await expect(page.getByText('The folder “animals” of your last visit was moved, renamed or deleted.')).toBeVisible();
  await button(page, 'Forget it').click();
  await expect(page.getByText('of your last visit')).toBeHidden();
  await expect(button(page, 'Choose folder')).toBeFocused();
  await page.reload();
  await expect(button(page, 'Choose folder')).toBeEnabled();
  await expect(page.getByText('of your last visit')).toBeHidden();
});

test('a last folder that goes while the page is there is said to be gone', async ({ page, sample, writeFolder }) => {
  const folder = writeFolder('animals', fewOf(sample, 4));
  await bring(page, folder);
  await page.reload();
  await expect(button(page, 'Reopen animals')).toBeVisible();
  rmSync(folder, { recursive: true });
  await button(page, 'Reopen animals').click();
  await expect(page.getByText('The folder “animals” of your last visit was moved, renamed or deleted.')).toBeVisible();
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
});

test.describe('in a profile on disk, which forgets permissions with its last tab', () => {
  test('the browser is asked, and the page goes on while it has no answer', async ({
    playwright,
    launchOptions,
    temporary,
    sample,
    writeFolder,
  }) => {
    const folder = writeFolder('animals', fewOf(sample, 4));
    const context = await playwright.chromium.launchPersistentContext(join(temporary, 'profile'), launchOptions);
    const page = await open(context);
    await bring(page, folder);
    await page.reload();
    expect(await permission(page)).toBe('prompt');
    // Headless Chromium never answers a prompt.
    await button(page, 'Reopen animals').click();
    await button(page, 'Try the sample images').click();
    await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();

    // Dropping the folder in another tab gives the stored handle its permission, as a yes would.
    await page.reload();
    await bring(await open(context), folder);
    await button(page, 'Reopen animals').click();
    await expect(page.getByText('Found 12 files belonging to 3 classes.')).toBeVisible();
    await context.close();
  });

  test('a refusal says what to do', async ({ playwright, launchOptions, temporary, sample, writeFolder }) => {
    const profile = join(temporary, 'profile');
    const before = await playwright.chromium.launchPersistentContext(profile, launchOptions);
    await bring(await open(before), writeFolder('animals', fewOf(sample, 4)));
    await before.close();
    refuse(profile);

    const context = await playwright.chromium.launchPersistentContext(profile, launchOptions);
    const page = await open(context);
    expect(await permission(page)).toBe('denied');
    await button(page, 'Reopen animals').click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'may not read “animals”. Allow this page to read it' }),
    ).toBeVisible();
    await expect(button(page, 'Reopen animals')).toBeVisible();
    await context.close();
  });
});

async function open(context: BrowserContext): Promise<Page> {
  const [first] = context.pages();
  const page = first?.url() === 'about:blank' ? first : await context.newPage();
  await page.goto(DEMO_URL);
  await expect(button(page, 'Choose folder')).toBeEnabled();
  return page;
}

/** What the browser says of the folder that is kept for the next visit; `undefined` where none is. */
function permission(page: Page): Promise<PermissionState | undefined> {
  return page.evaluate(async () => {
    // Opened by a test first, it would be there without what the library puts into it.
    const isThere = (await indexedDB.databases()).some(({ name }) => name === 'tfjs-image-dataset');
    if (!isThere) return undefined;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('tfjs-image-dataset');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const saved = await new Promise<{ handles: FileSystemHandle[] } | undefined>((resolve) => {
      const getting = database.transaction('directories').objectStore('directories').get('demo');
      getting.onsuccess = () => resolve(getting.result);
    });
    database.close();
    return saved?.handles[0]?.queryPermission({ mode: 'read' });
  });
}

/** Has a profile refuse all reading of folders to the demo, as the visitor can in the browser's settings. */
function refuse(profile: string): void {
  const file = join(profile, 'Default/Preferences');
  const preferences = JSON.parse(readFileSync(file, 'utf8'));
  const block = 2;
  preferences.profile.content_settings.exceptions.file_system_read_guard = {
    [`${new URL(DEMO_URL).origin},*`]: { last_modified: '13439844687096571', setting: block },
  };
  writeFileSync(file, JSON.stringify(preferences));
}
