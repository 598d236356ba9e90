import { expect, test } from '@playwright/test';
import { DEMO_URL } from '../urls.ts';

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

test('it asks for nothing but its own files, and works without a network once it is there', async ({
  page,
  context,
}) => {
  const others: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(DEMO_URL)) others.push(url);
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeEnabled();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Try the sample images' }).click();
  await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^Epoch 1 of/)).toBeVisible();
  expect(others).toEqual([]);
});
