import { expect } from '@playwright/test';
import { button, drop, fewOf, test } from './demo-page.ts';

test.beforeEach(async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 10)));
  await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
});

test('every option of the loader shows at once, in the pictures and in the code', async ({ page }) => {
  const comparison = page.getByRole('complementary', { name: 'Original and prepared' });
  const code = page.getByRole('tabpanel');
  const pictures = page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem');
  const before = await pictures.locator('span').allTextContents();

  await page.getByRole('spinbutton', { name: 'Image size' }).fill('20');
  await expect(comparison).toContainText('As the model sees it 20 × 20 pixels');
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill('5');
  await expect(pictures).toHaveCount(5);
  expect(await pictures.locator('span').allTextContents()).toEqual(before.slice(0, 5));
  await page.getByRole('combobox', { name: 'Fit' }).selectOption('crop');
  await page.getByRole('combobox', { name: 'Interpolation' }).selectOption('lanczos3');
  await page.getByRole('combobox', { name: 'Colour' }).selectOption('grayscale');
  await expect.poll(() => isGray(pictures.first().locator('canvas'))).toBe(true);
  await page.getByRole('spinbutton', { name: 'Validation split' }).fill('50');
  await expect(page.getByText('Batch 1 of 3.')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await expect.poll(() => pictures.locator('span').allTextContents()).not.toEqual(before.slice(0, 5));
  await page.getByRole('combobox', { name: 'Decoding' }).selectOption('browser');
  await page.getByRole('combobox', { name: 'Cache' }).selectOption('disk');
  await page.getByRole('combobox', { name: 'Engine' }).selectOption('cpu');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('12');
  for (const line of [
    'imageSize: 20,',
    'batchSize: 5,',
    'validationSplit: 0.5,',
    'seed: 7,',
    "interpolation: 'lanczos3',",
    "colorMode: 'grayscale',",
    'cropToAspectRatio: true,',
    "decode: 'browser',",
    "cache: 'disk',",
    "engine: 'cpu',",
    'epochs: 12 ',
  ]) {
    await expect(code).toContainText(line);
  }

  await page.getByRole('tab', { name: 'This library' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Python (Keras)' })).toBeFocused();
  await expect(code).toContainText('image_size=(20, 20),');
  await expect(code).toContainText('crop_to_aspect_ratio=True,');
  await expect(code).toContainText('epochs=12)');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'Copy').click();
  await expect(code.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('"shapes",\n');
  await page.getByRole('tab', { name: 'npm set-up' }).click();
  await expect(code).toContainText('npm install tfjs-image-dataset');
});

// A batch of 256 pictures of 512 × 512 held the page up for two seconds.
test('of a large batch the first 64 pictures are shown', async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('many', fewOf(sample, 50)));
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill('80');
  await expect(page.getByText('The first 64 of its 80 pictures.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem')).toHaveCount(64);
});

test('the batches of both parts, one after the other', async ({ page }) => {
  const pictures = page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem');
  const first = await pictures.locator('span').allTextContents();
  await button(page, 'Next batch').click();
  await expect(page.getByText('Batch 2 of 2.')).toBeVisible();
  expect(await pictures.locator('span').allTextContents()).not.toEqual(first);
  await page.getByRole('combobox', { name: 'Part' }).selectOption('validation');
  await expect(page.getByText('Batch 1 of 1.')).toBeVisible();
  await expect(pictures).toHaveCount(6);
});

test('options that make no sense are refused, and the pictures stay', async ({ page }) => {
  const size = page.getByRole('spinbutton', { name: 'Image size' });
  await size.fill('0');
  await expect(size).toHaveAccessibleDescription('A whole number from 8 to 512.');
  await page.getByRole('spinbutton', { name: 'Validation split' }).fill('1');
  // What is shown is what is used.
  await expect(size).toHaveValue('32');
  await expect(size).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('validation');
  await expect(button(page, 'Train')).toBeDisabled();
  await expect(page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem')).toHaveCount(16);
  await page.getByRole('spinbutton', { name: 'Validation split' }).fill('20');
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  await expect(button(page, 'Train')).toBeEnabled();
});

/** Whether all pixels have one value in all colours. */
async function isGray(canvas: import('@playwright/test').Locator): Promise<boolean> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    return data.every((value, index) => index % 4 === 3 || value === data[index - (index % 4)]);
  });
}
