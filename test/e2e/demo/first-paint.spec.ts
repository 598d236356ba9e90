import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test, writeFolder } from '../folders-on-disk.ts';
import { DEMO_URL } from '../urls.ts';
import { button, drop, train } from './demo-page.ts';

test('the page is there before tfjs is, and says that it waits', async ({ page }) => {
  let letGo: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/tfjs-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('status').filter({ hasText: 'Loading tfjs …' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeDisabled();
  letGo!();
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeEnabled();
});

// The browser left the page and showed what was dropped.
test('a drop that comes before tfjs, or without it, is told to come again', async ({ page, temporary }) => {
  const folder = writeFolder(join(temporary, 'shapes'), { 'circles/1.png': '' });
  await page.route('**/tfjs-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('Reload the page');
  await drop(page, folder);
  await expect(page.getByRole('status').filter({ hasText: 'tfjs is not loaded yet.' })).toBeVisible();
});

test('it asks for nothing but its own files, and works without a network once it is there', async ({
  page,
  context,
}) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('/');
  await expect(button(page, 'Choose folder')).toBeEnabled();
  const loaded = urls.length;
  await context.setOffline(true);
  const fetched = page.evaluate(() => fetch('.', { cache: 'no-store' }).then(({ status }) => status));
  await expect(fetched).rejects.toThrow('Failed to fetch');

  await button(page, 'Try the sample images').click();
  await expect(page.getByText('All 300 files checked, none is broken.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
  await train(page, 1);
  const picture = await page.evaluate(async () => {
    const blob = await new OffscreenCanvas(30, 40).getContext('2d')!.canvas.convertToBlob();
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  });
  await page
    .getByLabel('Choose a picture')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await expect(page.getByRole('list', { name: 'Probabilities' }).getByRole('listitem')).toHaveCount(3);
  const [downloaded] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
  expect(downloaded.suggestedFilename()).toBe('pictures-export.zip');

  expect(urls.filter((url) => /^https?:/.test(url) && !url.startsWith(DEMO_URL))).toEqual([]);
  // But for the attempt above, what is asked for later lies in the page itself.
  const later = urls.slice(loaded).filter((url) => url !== DEMO_URL);
  expect(later.filter((url) => !/^(blob|data):/.test(url))).toEqual([]);
});
