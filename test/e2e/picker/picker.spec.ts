import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { numberedBmp } from '../../numbered-bmp.ts';
import { button } from '../demo/demo-page.ts';
import { test, writeFolder } from '../folders-on-disk.ts';
import { DEMO_URL } from '../urls.ts';

// GTK's chooser, and Chromium's own questions, on a screen that nobody sees; keys are pressed by xdotool.

test('a folder is chosen in the browser’s own picker, and comes back on later visits', async ({
  playwright,
  launchOptions,
  temporary,
}) => {
  const names = ['cats/1.bmp', 'cats/2.bmp', 'cats/3.bmp', 'dogs/1.bmp', 'dogs/2.bmp', 'dogs/3.bmp'];
  const files = Object.fromEntries(names.map((name, number) => [name, numberedBmp(number, 8, 8)]));
  const folder = writeFolder(join(temporary, 'animals'), files);
  const context = await playwright.chromium.launchPersistentContext(join(temporary, 'profile'), {
    ...launchOptions,
    // The window as it is: a page of another size would stand beside Chromium's questions.
    viewport: null,
  });
  const page = context.pages()[0]!;
  const found = page.getByText('Found 6 files belonging to 2 classes.');
  const alerts = page.getByRole('alert').filter({ visible: true });

  await visit(page);
  await openPicker(page);
  await press('Escape');
  await expect(alerts).toHaveCount(0);

  await choose(page, folder);
  await refuse();
  await expect(alerts).toHaveCount(0);
  await expect(found).toBeHidden();

  await choose(page, folder);
  await allow();
  await expect(found).toBeVisible();

  // While a tab of the site is open, it may go on reading.
  await page.reload();
  await button(page, 'Reopen animals').click();
  await expect(found).toBeVisible();

  // On the first visit after the one that was allowed it asks whether it always may, and no key reaches that question.
  await page.goto('about:blank');
  await visit(page);
  await page.goto('about:blank');
  await visit(page);
  await button(page, 'Reopen animals').click();
  await refuse();
  await expect(page.getByText('This page may not read “animals”')).toBeVisible();
  await button(page, 'Reopen animals').click();
  await allow();
  await expect(found).toBeVisible();
  await context.close();
});

async function visit(page: Page): Promise<void> {
  await page.goto(DEMO_URL);
  await expect(button(page, 'Choose folder')).toBeEnabled();
}

async function openPicker(page: Page): Promise<void> {
  await button(page, 'Choose folder').click();
  xdotool('search', '--sync', '--onlyvisible', '--name', '^Select a folder this site can view$');
  await sleep(500);
}

async function choose(page: Page, folder: string): Promise<void> {
  await openPicker(page);
  await press('ctrl+l');
  xdotool('type', '--delay', '20', `${folder}/`);
  await sleep(1000);
  // Closes the list of completions, which would take the next key; Return would press Cancel.
  await press('Tab');
  await press('alt+o');
}

/** Chromium asks whether the page may read the folder; "Don't allow" has the focus. */
async function refuse(): Promise<void> {
  await sleep(1500);
  await press('Return');
}

async function allow(): Promise<void> {
  await sleep(1500);
  await press('Tab', 'space');
}

/** Neither GTK nor Chromium's questions tell when they listen. */
async function press(...keys: readonly string[]): Promise<void> {
  xdotool('key', ...keys);
  await sleep(500);
}

function xdotool(...args: readonly string[]): void {
  execFileSync('xdotool', args, { stdio: 'pipe', timeout: 20_000 });
}
