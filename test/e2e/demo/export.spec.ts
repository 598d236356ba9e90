import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { PAGES_URL } from '../urls.ts';
import { drop, fewOf, readExport, test, train } from './demo-page.ts';
import { graphExtractor, makeExtractor } from './extractors.ts';

const EXPORTED_URL = `${PAGES_URL}test/e2e/pages/exported/`;

for (const [title, extractor] of [
  ['a network', null],
  ['a layer on a layers model', makeExtractor],
  ['a layer on a graph model', graphExtractor],
] as const) {
  test(`predict.js answers as the page does: ${title}`, async ({ page, context, sample, writeFolder }) => {
    await drop(page, writeFolder('shapes', fewOf(sample, 10)));
    if (extractor) {
      const folder = writeFolder('extractor', await extractor());
      await drop(page, `${folder}/model.json`, `${folder}/weights.bin`);
      await expect(page.getByText(/^Features from model\.json/)).toBeVisible();
    }
    await train(page, 1);
    // No format of Keras'.
    const picture = { name: 'circle.webp', mimeType: 'image/webp', buffer: await drawWebp(page) };
    await page.getByLabel('Choose a picture').setInputFiles(picture);
    const list = page.getByRole('list', { name: 'Probabilities' }).getByRole('listitem');
    await expect(list).toHaveCount(3);
    const said = await list.allTextContents();

    const { probabilities, tensors } = await runExported(context, await readExport(page), picture);
    expect(tensors).toBe(0);
    expect(said.length).toBe(Object.keys(probabilities).length);
    for (const [name, probability] of Object.entries(probabilities)) {
      const text = said.find((line) => line.startsWith(name))!;
      // Shown in tenths of a percent.
      expect(Math.abs(Number.parseFloat(text.slice(name.length)) - 100 * probability)).toBeLessThan(0.15);
    }
  });
}

test('what is taken home is what was trained, whatever is chosen afterwards', async ({ page, sample, writeFolder }) => {
  const folder = fewOf(sample, 10);
  await drop(page, writeFolder('shapes', { ...folder, 'circles/broken.png': 'none', 'notes.txt': '' }));
  const size = page.getByRole('spinbutton', { name: 'Image size' });
  await size.fill('24');
  await expect(page.getByText(/As the model sees it 24 × 24/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Network' }).selectOption('medium');
  await train(page, 2);
  await size.fill('40');
  await page.getByRole('spinbutton', { name: 'Validation split' }).fill('50');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('3');
  await page.getByRole('combobox', { name: 'Network' }).selectOption('large');
  await expect(page.getByText(/As the model sees it 40 × 40/)).toBeVisible();
  await expect(page.getByText('Batch 1 of 1.')).toBeVisible();

  const report = JSON.parse(new TextDecoder().decode((await readExport(page))['report.json']));
  expect(report).toMatchObject({
    options: { imageSize: 24, validationSplit: 0.2 },
    training: { network: 'medium', epochs: 2, learningRate: 0.01 },
    epochs: { length: 2 },
    found: { files: 31, classes: 3 },
    ignored: [{ path: 'notes.txt' }],
    skipped: [{ path: 'circles/broken.png', tag: 'decode' }],
    // Kept for the second epoch by who trains: what is shown has no cache.
    cache: { hits: expect.any(Number) },
  });
  const counts: readonly { readonly validation: number }[] = report.classes;
  expect(counts.reduce((sum, { validation }) => sum + validation, 0)).toBe(6);
});

async function drawWebp(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(60, 50);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'orange';
    context.ellipse(25, 20, 15, 15, 0, 0, 7);
    context.fill();
    const webp = await canvas.convertToBlob({ type: 'image/webp' });
    return [...new Uint8Array(await webp.arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** Asks `predict.js` in a page beside the exported files, and counts the tensors that it leaves. */
async function runExported(
  context: BrowserContext,
  files: Record<string, Uint8Array>,
  picture: { readonly name: string; readonly buffer: Buffer },
): Promise<{ readonly probabilities: Record<string, number>; readonly tensors: number }> {
  const page = await context.newPage();
  for (const [path, content] of Object.entries(files)) {
    const contentType = path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
    await page.route(EXPORTED_URL + path, (route) => route.fulfill({ body: Buffer.from(content), contentType }));
  }
  await page.goto(`${EXPORTED_URL}index.html`);
  return page.evaluate(
    async ({ url, name, bytes }) => {
      const { predict } = await import(`${url}predict.js`);
      const { memory }: typeof import('@tensorflow/tfjs') = await import(`${url}tfjs.ts`);
      const before = memory().numTensors;
      const probabilities = await predict(new File([Uint8Array.from(bytes)], name));
      return { probabilities, tensors: memory().numTensors - before };
    },
    { url: EXPORTED_URL, name: picture.name, bytes: [...picture.buffer] },
  );
}
