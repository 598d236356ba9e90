import { rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { button, drop, fewOf, test, train } from './demo-page.ts';

/** What axe finds out from colours: all else is the same in the dark. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Looks at the page in light and in dark. */
async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectNoViolations(new AxeBuilder({ page }));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(new AxeBuilder({ page }).withRules(RULES_OF_COLOUR));
}

async function expectNoViolations(axe: AxeBuilder): Promise<void> {
  // The page has no frames: nothing else is missed, and there are no blank pages to open for each look.
  const { violations } = await axe.setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
}

test('axe finds nothing in any state', async ({ page, sample, writeFolder }) => {
  test.setTimeout(240_000);
  const junk = { 'circles/broken.png': 'no picture', 'circles/a.txt': '' };
  const folder = writeFolder('few', { ...fewOf(sample, 8), ...junk });
  await test.step('empty', () => expectAccessible(page));
  await test.step('an error', async () => {
    await drop(page, writeFolder('flat', { 'one.txt': '' }));
    await expect(page.getByRole('alert').filter({ visible: true })).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('indexing', async () => {
    // The sample would be there before axe has looked twice.
    await page.evaluate(() => {
      OffscreenCanvas.prototype.convertToBlob = () => new Promise(() => {});
    });
    await button(page, 'Try the sample images').click();
    await expectAccessible(page);
    await expect(button(page, 'Cancel')).toBeVisible();
  });
  await test.step('found', async () => {
    await drop(page, folder);
    await expect(page.getByText('All 25 files checked, 1 broken.')).toBeVisible();
    await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
    await page.getByText('Transfer learning').click();
    await page.getByRole('spinbutton', { name: 'Image size' }).fill('1');
    await expectAccessible(page);
  });
  await test.step('a picture in the dialog', async () => {
    await page.getByRole('button', { name: /^Preview/ }).click();
    await expectAccessible(page);
    await button(page, 'Close').click();
  });
  await test.step('training', async () => {
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('500');
    await button(page, 'Train').click();
    await expect(page.getByText(/^Epoch \d+ of/)).toBeVisible();
    await expect(page.getByRole('table', { name: 'Confusion matrix' })).toBeVisible();
    await button(page, 'Pause').click();
    await expectAccessible(page);
    await button(page, 'Stop').click();
    await expect(page.getByText(/^Stopped .* in all\.$/)).toBeVisible();
  });
  await test.step('results', async () => {
    const [picture] = Object.values(sample);
    await page.getByLabel('Choose a picture').setInputFiles({ name: 'one.png', mimeType: '', buffer: picture! });
    await expect(page.getByRole('list', { name: 'Probabilities' })).toBeVisible();
    await page.getByText('Epochs as a table').click();
    await expectAccessible(page);
  });
  await test.step('a later visit', async () => {
    await page.reload();
    await expect(button(page, 'Reopen few')).toBeVisible();
    await expectAccessible(page);
    rmSync(folder, { recursive: true });
    await button(page, 'Reopen few').click();
    await expect(button(page, 'Forget it')).toBeVisible();
    await expectAccessible(page);
  });
});

test('the whole way by keyboard', async ({ page }) => {
  const pressUntilFocused = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses++) {
      if (await button(page, name).evaluateAll(([found]) => found === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await pressUntilFocused('Try the sample images');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
  await pressUntilFocused('Train');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Stopped .* in all\.$/)).toBeVisible({ timeout: 60_000 });
  await pressUntilFocused('Export');
});

test('nothing is wider than a phone', async ({ page, sample, writeFolder }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const expectNoScroll = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  };
  await expectNoScroll();
  const long = 'a-class-with-a-name-that-is-longer-than-any-phone-is-wide-and-then-some';
  const files = Object.entries(fewOf(sample, 4)).map(([path, content]) => [path.replace('circles', long), content]);
  await drop(page, writeFolder(long, Object.fromEntries(files)));
  await expect(page.getByText(/^Batch 1 of/)).toBeVisible();
  await expectNoScroll();
  await train(page, 1);
  await expectNoScroll();
});
