import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';

test('the demo with the sample images, from found to export', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  // Firefox tells Playwright of no download: what is handed to the visitor is kept here.
  await page.addInitScript(() => {
    HTMLAnchorElement.prototype.click = async function () {
      const bytes = new Uint8Array(await (await fetch(this.href)).arrayBuffer());
      Object.assign(globalThis, { downloaded: { name: this.download, bytes: Array.from(bytes) } });
    };
  });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  // Playwright's `fill` appends to what is in a number field of Firefox.
  const enter = async (name: string, value: string): Promise<void> => {
    await page.getByRole('spinbutton', { name }).press('ControlOrMeta+A');
    await page.keyboard.type(value);
  };
  const pictures = page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem');

  await page.goto('/');
  await button('Try the sample images').click();
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('All 300 files checked, none is broken.')).toBeVisible({ timeout: 60_000 });
  await expect(pictures).toHaveCount(16);
  await expect(page.getByText('Pictures are prepared by the engine cpu')).toBeVisible();
  await pictures.nth(1).hover();
  await expect(page.getByRole('complementary')).toContainText(/Original \d+ × \d+ pixels/);
  await page.getByRole('combobox', { name: 'Fit' }).selectOption('crop');
  await enter('Batch size', '4');
  await expect(pictures).toHaveCount(4);
  await expect(page.getByRole('tabpanel')).toContainText('cropToAspectRatio: true,');

  await enter('Epochs', '1');
  await button('Train').click();
  await expect(page.getByText(/^Done after/)).toBeVisible({ timeout: 100_000 });
  await expect(page.getByRole('status').filter({ hasText: /^validation accuracy \d+\.\d %$/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Confusion matrix' }).getByRole('row')).toHaveCount(4);

  const picture = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(30, 40);
    canvas.getContext('2d')!.fillRect(0, 0, 10, 40);
    return Array.from(new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()));
  });
  await page
    .getByLabel('Choose a picture')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await expect(page.getByRole('list', { name: 'Probabilities' }).getByRole('listitem')).toHaveCount(3);

  await button('Export').click();
  const downloaded = await page.waitForFunction(
    () => (globalThis as { downloaded?: { name: string; bytes: number[] } }).downloaded,
  );
  const { name, bytes } = (await downloaded.jsonValue())!;
  expect(name).toBe('pictures-export.zip');
  expect(Object.keys(unzipSync(Uint8Array.from(bytes)))).toContain('model/weights.bin');
  expect(errors).toEqual([]);
});
