import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Files } from '../folders-on-disk.ts';
import { button, CLASSES, drop, fewOf, readExport, section, test, train } from './demo-page.ts';

const WEBP = readGolden('lossy.webp');
const AVIF = readGolden('color-444.avif');
const FOR_BROWSER: Files = Object.fromEntries(
  CLASSES.flatMap((name) => [
    [`${name}/one.webp`, WEBP],
    [`${name}/two.AVIF`, AVIF],
  ]),
);

test('WebP and AVIF files count where they are asked for: shown, checked, trained on and taken home', async ({
  page,
  sample,
  writeFolder,
}) => {
  const files = { ...fewOf(sample, 5), ...FOR_BROWSER, 'circles/broken.webp': 'no picture' };
  await drop(page, writeFolder('shapes', files));
  await expect(page.getByText('Found 15 files belonging to 3 classes.')).toBeVisible();
  await page.getByText('Ignored files: 7').click();
  const ignored = section(page, 'What was found').getByRole('listitem');
  await expect(ignored.filter({ hasText: '.webp' })).toContainText('taken with “WebP and AVIF files too”: circles/');

  await take(page).check();
  await expect(page.getByText('Found 22 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText('All 22 files checked, 1 broken.')).toBeVisible();
  await expect(page.getByText(/\b3 WEBP\b/)).toContainText('3 AVIF');
  await expect(page.getByText('Ignored files')).toBeHidden();
  await expect(page.getByRole('tabpanel')).toContainText("'.webp', '.avif'");
  await page.getByRole('tab', { name: 'Python (Keras)' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('# Keras leaves files named .webp and .avif out');
  // Which Keras does with it too.
  await expect(page.getByRole('tabpanel')).not.toContainText('broken');

  await train(page, 1);
  await take(page).uncheck();
  await expect(page.getByText('Found 15 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText('All 15 files checked, none is broken.')).toBeVisible();
  const exported = await readExport(page);
  expect(JSON.parse(new TextDecoder().decode(exported['report.json']))).toMatchObject({
    options: { webpAndAvif: true },
    found: { files: 22, classes: 3 },
    ignored: [],
    skipped: [{ path: 'circles/broken.webp' }],
    // The check is of what is shown now.
    files: null,
  });
  expect(new TextDecoder().decode(exported['dataset.py'])).toContain('# Keras leaves files named .webp and .avif out');
});

test('a folder that has nothing else is looked through again when they are asked for', async ({
  page,
  writeFolder,
}) => {
  await drop(page, writeFolder('modern', { ...FOR_BROWSER, 'one.png': 'no picture' }));
  const problem = page.getByRole('alert').filter({ visible: true });
  await expect(problem).toContainText('unsupported extension .webp (3)');
  await expect(problem).toContainText(/turn on “WebP and AVIF files too”\.$/);
  await take(page).check();
  await expect(page.getByText('Found 6 files belonging to 3 classes.')).toBeVisible();
  await expect(problem).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem')).toHaveCount(5);
  // Without them nothing is left: the pictures stay, as with any option that does not fit.
  await take(page).uncheck();
  await expect(section(page, 'What the model sees').getByRole('alert')).toContainText('turn on “WebP and AVIF');
  await expect(button(page, 'Train')).toBeDisabled();
});

test('the next visit does not miss them', async ({ page, sample, writeFolder }) => {
  await take(page).check();
  await drop(page, writeFolder('shapes', { ...fewOf(sample, 5), ...FOR_BROWSER }));
  await expect(page.getByText('Found 21 files belonging to 3 classes.')).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tfjs-image-dataset:files'))).toBe('0');
  await page.reload();
  await button(page, 'Reopen shapes').click();
  await expect(page.getByText('Found 15 files belonging to 3 classes.', { exact: true })).toBeVisible();
});

function take(page: Page): Locator {
  return page.getByRole('switch', { name: 'WebP and AVIF files too' });
}

function readGolden(name: string): Buffer {
  return readFileSync(new URL(`../../goldens/modern/${name}`, import.meta.url));
}
