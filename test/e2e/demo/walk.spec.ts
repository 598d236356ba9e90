import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Files } from '../folders-on-disk.ts';
import { button, CLASSES, cells, drop, readAccuracy, readExport, section, test } from './demo-page.ts';

/** What a folder has by accident. */
function withJunk(files: Files): Files {
  const [picture] = Object.values(files);
  return {
    ...files,
    'circles/._circle-001.jpg': Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0),
    'squares/empty.jpg': '',
    'triangles/renamed.png': 'no picture at all',
    'circles/nested/more.png': picture!,
    'circles/notes.txt': 'not even called one',
    'squares/Thumbs.db': 'nor this',
    '.hidden/picture.png': picture!,
    'cover.png': picture!,
  };
}

for (const [choice, engine] of [
  ['auto', 'cpu'],
  ['webgpu', 'webgpu'],
] as const) {
  test(`the whole way with a folder from disk that has junk in it: engine ${engine}`, async ({
    page,
    sample,
    writeFolder,
  }) => {
    test.setTimeout(300_000);
    await test.step('1. bring pictures', async () => {
      await drop(page, writeFolder('shapes', withJunk(sample)));
      await expect(page.getByText('Found 304 files belonging to 3 classes.')).toBeVisible();
    });

    await test.step('2. see what was found', async () => {
      const counts = await cells(page.getByRole('table', { name: 'What was found' }));
      expect(
        counts.map(([name, training, validation]) => [name!.trim(), Number(training) + Number(validation)]),
      ).toEqual([
        ['circles', 102],
        ['squares', 101],
        ['triangles', 101],
      ]);
      expect(counts.reduce((sum, [, , validation]) => sum + Number(validation), 0)).toBe(60);

      const ignored = page.getByRole('group').filter({ hasText: 'Ignored files: 4' });
      await ignored.getByText('Ignored files: 4').click();
      expect((await ignored.getByRole('listitem').allTextContents()).sort()).toEqual([
        '1 in a hidden folder: .hidden/picture.png',
        '1 outside of the class folders: cover.png',
        '1 unsupported extension .db: squares/Thumbs.db',
        '1 unsupported extension .txt: circles/notes.txt',
      ]);

      await expect(page.getByText('All 304 files checked, 3 broken.')).toBeVisible({ timeout: 30_000 });
      await expect(section(page, 'What was found')).toContainText(
        /Formats\d+ BMP, .*Pixels\d+ × \d+ to \d+ × \d+, most often .*Sizes0 bytes to \d+ kB/,
      );
      const broken = page.getByRole('group').filter({ hasText: 'Broken files' });
      expect((await broken.getByRole('listitem').allTextContents()).sort()).toEqual([
        expect.stringMatching(/circles\/\._circle-001\.jpg.*AppleDouble/),
        expect.stringMatching(/squares\/empty\.jpg.*it is empty/),
        expect.stringMatching(/triangles\/renamed\.png.*its content is/),
      ]);
      await broken.getByRole('button', { name: 'Preview squares/empty.jpg' }).click();
      await expect(page.getByRole('dialog', { name: 'squares/empty.jpg' })).toContainText("can't show this file");
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      const [downloaded] = await Promise.all([page.waitForEvent('download'), button(page, 'Export as CSV').click()]);
      const csv = readFileSync((await downloaded.path())!, 'utf8');
      expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual([
        'path',
        'circles/._circle-001.jpg',
        'squares/empty.jpg',
        'triangles/renamed.png',
        '',
      ]);
    });

    await page.getByRole('combobox', { name: 'Engine' }).selectOption(choice);
    await test.step('3. see what the model sees', () => lookAtBatch(page));
    await expect(page.getByText(`Pictures are prepared by the engine ${engine},`)).toBeVisible();

    await test.step('4. train', async () => {
      await trainUntilGood(page);
      await expect(page.getByText('limits this run')).toBeVisible();
      await expect(page.getByRole('img', { name: /^Accuracy: training \d+ %, validation \d+ %$/ })).toBeVisible();
    });

    await test.step('5. judge', async () => {
      const judged = section(page, 'How good it is');
      const matrix = await cells(page.getByRole('table', { name: 'Confusion matrix' }));
      expect(matrix.map(([name]) => name)).toEqual(CLASSES);
      const mistakes = await judged.getByRole('button', { name: /^Open / }).all();
      const wrong = matrix.flatMap((row, index) => row.slice(1).filter((_, column) => column !== index));
      expect(wrong.reduce((sum, count) => sum + Number(count), 0)).toBe(mistakes.length);
      if (!mistakes[0]) return expect(judged.getByText('There are none.')).toBeVisible();
      await mistakes[0].click();
      await expect(page.getByRole('dialog').getByText(/taken for “\w+” with/)).toBeVisible();
      await button(page, 'Close').click();
      await expect(page.getByRole('dialog')).toBeHidden();
    });

    const [path, content] = Object.entries(sample).find(([name]) => name.endsWith('.png'))!;
    await test.step('6. predict', async () => {
      await drop(page, `${writeFolder('single', { 'unseen.png': content })}/unseen.png`);
      await expectAnswer(page, path.split('/')[0]!);
      // The folder is still there: a single picture is no folder.
      await expect(page.getByText('Found 304 files belonging to 3 classes.')).toBeVisible();
    });

    const zip = await readExport(page);
    await test.step('7. take home', async () => {
      expect(Object.keys(zip).sort()).toEqual([
        'dataset.py',
        'model/model.json',
        'model/weights.bin',
        'predict.js',
        'preprocessing.json',
        'report.json',
      ]);
      expect(json(zip, 'preprocessing.json')).toMatchObject({
        classNames: CLASSES,
        input: { imageSize: 32, interpolation: 'bilinear', colorMode: 'rgb', range: [0, 255] },
        extractor: null,
      });
      const report = json(zip, 'report.json');
      expect(report).toMatchObject({
        folder: 'shapes',
        engine,
        seed: 1337,
        found: { files: 304, classes: 3 },
        ignored: { length: 4 },
        files: { files: 304, broken: [{ tag: 'decode' }, { tag: 'decode' }, { tag: 'decode' }] },
      });
      // Of the 304 files three have no header.
      const { imageSizes } = (report as { files: { imageSizes: readonly { readonly files: number }[] } }).files;
      expect(imageSizes.reduce((sum, { files }) => sum + files, 0)).toBe(301);
      expect(text(zip, 'dataset.py')).toContain('keras.utils.image_dataset_from_directory(\n    "shapes",\n');
      // At which Keras stops: it leaves none out.
      expect(text(zip, 'dataset.py')).toMatch(/^# 3 files are broken.*"squares\/empty\.jpg".*\.$/m);
      expect(zip['model/weights.bin']!.length).toBeGreaterThan(4000);
    });

    if (engine === 'cpu') return;
    await test.step('8. change the engine', async () => {
      const probabilities = page.getByRole('list', { name: 'Probabilities' }).getByRole('listitem');
      const said = await probabilities.allTextContents();
      await expect(page.getByRole('contentinfo')).toContainText('tfjs computes on WebGPU: you chose it');
      await page.getByRole('combobox', { name: 'Engine' }).selectOption('auto');
      await expect(page.getByText('Pictures are prepared by the engine cpu')).toBeVisible();
      await expect(page.getByRole('contentinfo')).toContainText('tfjs computes on the processor');
      // Its worker goes on with what it began with.
      const again = { name: 'again.png', mimeType: 'image/png', buffer: content };
      await page.getByLabel('Choose a picture').setInputFiles(again);
      await expect(section(page, 'Predict').getByRole('img', { name: 'again.png as the model sees it' })).toBeVisible();
      // Shown in tenths of a percent; what the backends differ by can turn one of them.
      const differences = (await probabilities.allTextContents()).map(
        (line, row) => asPercent(line) - asPercent(said[row]!),
      );
      expect(Math.max(...differences.map(Math.abs))).toBeLessThan(0.15);
      expect((await readExport(page))['model/weights.bin']).toEqual(zip['model/weights.bin']);
    });
  });
}

/** Trains until the validation accuracy is above 95 %, or fails. */
async function trainUntilGood(page: Page): Promise<void> {
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch \d of 8, batch \d+ of 1[56]\.$/)).toBeVisible();
  await expect(page.getByText(/\d+ images per second; tfjs holds \d+ kB in \d+ tensors/)).toBeVisible();
  const good = page.getByRole('status').filter({ hasText: /validation accuracy (9[5-9]|100)\.\d %/ });
  await expect(good).toBeVisible({ timeout: 240_000 });
  if (await button(page, 'Stop').isVisible()) await button(page, 'Stop').click();
  await expect(page.getByText(/^(Stopped .* in all|Done after .*)\.$/)).toBeVisible({ timeout: 30_000 });
  // The batches after that epoch may have changed the model once more.
  expect(await readAccuracy(page)).toBeGreaterThan(90);
}

function asPercent(text: string): number {
  return Number.parseFloat(text.replace(/^\D+/, ''));
}

/** The grid: what lies in a class folder has its label, and its original stands beside it. */
async function lookAtBatch(page: Page): Promise<void> {
  const pictures = page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem');
  await expect(pictures).toHaveCount(16);
  const comparison = page.getByRole('complementary', { name: 'Original and prepared' });
  for (const picture of await pictures.all()) {
    const [label, name] = await picture.locator('strong, span').allTextContents();
    expect(CLASSES).toContain(label);
    await expect(picture.getByRole('img', { name: `${label}: ${name}` })).toBeVisible();
  }
  const [, second, third] = await pictures.all();
  const nameOf = (picture: typeof second) => picture!.locator('span').textContent();
  await second!.hover();
  await expect(comparison.getByRole('img', { name: /^Original of/ })).toHaveAccessibleName(
    new RegExp(`${await nameOf(second)}$`),
  );
  await third!.getByRole('button').focus();
  await expect(comparison).toContainText((await nameOf(third))!);
  await expect(comparison).toContainText(/Original \d+ × \d+ pixels.*As the model sees it 32 × 32 pixels/);
}

async function expectAnswer(page: Page, className: string): Promise<void> {
  const answer = section(page, 'Predict');
  await expect(answer.getByRole('status')).toHaveText(new RegExp(`^${className} \\d+\\.\\d %$`));
  await expect(answer.getByRole('list', { name: 'Probabilities' }).getByRole('listitem')).toHaveCount(3);
}

function text(zip: Record<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(zip[path]);
}

function json(zip: Record<string, Uint8Array>, path: string): unknown {
  return JSON.parse(text(zip, path));
}
