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
