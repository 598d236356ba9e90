import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { consumers, root, serve } from './installed.ts';

/** A JPEG file with our decoder, then with the browser's; what is left behind is the error and the batch's shape. */
const TWO_DECODERS = `
import * as tf from '@tensorflow/tfjs';
import { directoryFromFiles, imageDatasetFromDirectory } from 'tfjs-image-dataset';

const canvas = new OffscreenCanvas(6, 4);
canvas.getContext('2d');
const path = 'gray/picture.jpg';
const directory = directoryFromFiles([{ path, file: new File([await canvas.convertToBlob({ type: 'image/jpeg' })], path) }]);
const firstBatch = async (options) => {
  const dataset = await imageDatasetFromDirectory(directory, { labels: null, imageSize: 2, engine: 'cpu', ...options });
  return (await (await dataset.iterator()).next()).value.array();
};
const { tag, message } = await firstBatch({}).catch((error) => error);
Object.assign(globalThis, { batch: { tag, message, black: await firstBatch({ decode: 'browser' }) } });
`;

const README = readFileSync(`${root}README.md`, 'utf8');

const folder = join(consumers, 'readme');

/** What each page of the application consists of. */
const pages = new Map<string, { readonly script: string; readonly head: string }>();

/** Adds a page of one script; gives what opens it. Vite builds all pages at once, for most of its work is tfjs. */
function pageOf(name: string, script: string, head = ''): (page: Page) => Promise<unknown> {
  pages.set(name, { script, head });
  return (page) => leftBy(page, name);
}

test.beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  for (const [name, { script, head }] of pages) {
    writeFileSync(join(folder, `${name}.html`), `${head}<script type="module" src="${name}.js"></script>`);
    writeFileSync(join(folder, `${name}.js`), script);
  }
  const input = Array.from(pages.keys(), (name) => join(folder, `${name}.html`));
  const options = { minify: false, target: 'es2022', rolldownOptions: { input } };
  await build({ configFile: false, root: folder, logLevel: 'error', build: options });
});

test.afterAll(() => rmSync(folder, { recursive: true }));

/** What the script of a page left behind; its error, where it failed instead. */
async function leftBy(page: Page, name: string): Promise<unknown> {
  await using server = await serve('readme/dist');
  const failure = new Promise<never>((_, reject) => page.once('pageerror', reject));
  await page.goto(`${server.url}${name}.html`);
  const batch = page.waitForFunction(() => (globalThis as { batch?: unknown }).batch);
  return (await Promise.race([batch, failure])).jsonValue();
}

const [, quickStart = ''] = /```js\n(.*?)```/s.exec(README) ?? [];

// Only what it leaves behind is added: what the trained model says of a blue picture, and of a red one.
const quickStartPage = pageOf(
  'quick-start',
  `${quickStart}
const colors = tf.tensor([[0, 0, 255], [255, 0, 0]]).reshape([2, 1, 1, 3]).tile([1, 64, 64, 1]);
globalThis.batch = { classNames: train.classNames, answers: await model.predict(colors).array() };`,
);

test('the quick start of the README runs as it stands', async ({ page }) => {
  expect(quickStart.split('\n').filter((line) => line !== '')).toHaveLength(13);
  await page.addInitScript(pickMadeFolder);
  const left = (await quickStartPage(page)) as { classNames: string[]; answers: [[number, number], [number, number]] };
  expect(left.classNames).toEqual(['blue', 'red']);
  const [[blueInBlue], [blueInRed]] = left.answers;
  // Its first weights are drawn by lot; one that has learnt nothing makes no difference.
  expect(blueInBlue - blueInRed).toBeGreaterThan(0.1);
});

/** The JavaScript of a section of the README, block by block. */
function examplesOf(heading: string): readonly string[] {
  const section = README.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return Array.from(section.matchAll(/```js\n(.*?)```/gs), ([, example = '']) => example);
}

/** What the recipes leave to the application: a file, and a model that answers with the pixels it is shown. */
const BEFORE_RECIPE = `
import * as tf from '@tensorflow/tfjs';
import { directoryFromFiles as makeDirectory, imageDatasetFromDirectory as load } from 'tfjs-image-dataset';
const canvas = new OffscreenCanvas(128, 128);
const context = canvas.getContext('2d');
for (let at = 0; at < 64; at++) {
  context.fillStyle = 'rgb(' + [at * 4, 255 - at * 3, (at * 37) % 256] + ')';
  context.fillRect((at % 8) * 16, Math.floor(at / 8) * 16, 17, 19);
}
const [file, another] = await Promise.all(['image/jpeg', 'image/png'].map(async (type, number) =>
  new File([await canvas.convertToBlob({ type })], number + '.jpg')));
const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [64, 64, 3] })] });
`;

const [kerasRecipe = '', trainingRecipe = ''] = examplesOf('One image');

// Pillow's nearest pixel, where the size halves, is the lower right one of four; PNG holds the canvas' very pixels.
const kerasPage = pageOf(
  'keras',
  `${BEFORE_RECIPE.replace('[file, another]', '[another, file]')}${kerasRecipe}
const pixels = context.getImageData(0, 0, 128, 128).data;
const seen = await prediction.data();
const isPillows = seen.length === 64 * 64 * 3 && seen.every((value, at) => {
  const [y, x, channel] = [Math.floor(at / 192), Math.floor(at / 3) % 64, at % 3];
  return value === pixels[((2 * y + 1) * 128 + 2 * x + 1) * 4 + channel];
});
globalThis.batch = { shape: prediction.shape, isPillows, tensors: tf.memory().numTensors - model.weights.length };
`,
);

test("Keras' own recipe in the README shows the model Pillow's pixels", async ({ page }) => {
  expect(await kerasPage(page)).toEqual({
    shape: [1, 64 * 64 * 3],
    isPillows: true,
    tensors: 1,
  });
});

const trainingPage = pageOf(
  'training',
  `${BEFORE_RECIPE}${trainingRecipe}
const files = [another, file].map((item) => ({ path: 'class/' + item.name, file: item }));
const trained = await load(makeDirectory(files), { imageSize: [64, 64], shuffle: false, verbose: false });
const [{ xs }] = await trained.toArray();
trained.dispose();
const seen = xs.slice(0, 1).flatten();
const isSame = seen.sub(prediction.flatten()).abs().max().arraySync() === 0;
const isPicture = seen.max().sub(seen.min()).arraySync() > 200;
globalThis.batch = { paths: trained.filePaths, shape: prediction.shape, isSame, isPicture };
`,
);

test('the recipe of one file in the README shows the model what training did', async ({ page }) => {
  expect(await trainingPage(page)).toEqual({
    paths: ['class/0.jpg', 'class/1.jpg'],
    shape: [1, 64 * 64 * 3],
    isSame: true,
    isPicture: true,
  });
});

const [augmentation = ''] = examplesOf('What a dataset is');

const augmentationPage = pageOf(
  'augmentation',
  `${BEFORE_RECIPE}
const files = Array.from({ length: 40 }, (_, number) => ({ path: number % 2 + '/' + number + '.jpg', file }));
const options = { imageSize: [64, 64], labelMode: 'categorical', verbose: false, shuffle: false };
const [train, validation] = await Promise.all([1, 2].map(() => load(makeDirectory(files), options)));
const [{ xs: plain }] = await train.toArray();
const seen = new Set();
const first = plain.gather(0);
const isSame = (one, other) => one.sub(other).abs().max().arraySync() === 0;
const look = (picture) => isSame(picture, first) ? 'plain' : isSame(picture, first.reverse(1)) ? 'flipped' : 'other';
model.fitDataset = (dataset) => dataset.forEachAsync((batch) => {
  tf.tidy(() => tf.unstack(batch.xs).forEach((picture) => seen.add(look(picture))));
  tf.dispose(batch);
});
const before = tf.memory().numTensors;
${augmentation}
globalThis.batch = { seen: [...seen].sort(), tensors: tf.memory().numTensors - before };
`,
);

test('the augmentation of the README flips some pictures, and leaves no tensors', async ({ page }) => {
  expect(await augmentationPage(page)).toEqual({ seen: ['flipped', 'plain'], tensors: 0 });
});

/** Runs in the page: a picker that gives a real folder, with two classes of ten pictures. */
function pickMadeFolder(): void {
  Object.assign(globalThis, {
    async showDirectoryPicker() {
      const root = await navigator.storage.getDirectory();
      for (const color of ['blue', 'red']) {
        const folder = await root.getDirectoryHandle(color, { create: true });
        const canvas = new OffscreenCanvas(80, 60);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('no 2d context');
        for (let number = 0; number < 10; number++) {
          context.fillStyle = color;
          context.fillRect(number, 0, 80, 60);
          const file = await (await folder.getFileHandle(`${number}.png`, { create: true })).createWritable();
          await file.write(await canvas.convertToBlob());
          await file.close();
        }
      }
      return root;
    },
  });
}

const policy = "script-src 'self' blob:; worker-src blob:";
const policyPage = pageOf('policy', TWO_DECODERS, `<meta http-equiv="Content-Security-Policy" content="${policy}">`);

test('a page that forbids WebAssembly is told what to do, and can have the browser decode', async ({ page }) => {
  const black = [0, 0, 0];
  expect(await policyPage(page)).toEqual({
    tag: 'worker-start',
    message: expect.stringMatching(/'gray\/picture\.jpg'.*'wasm-unsafe-eval'.*decode: 'browser'/),
    black: [
      [
        [black, black],
        [black, black],
      ],
    ],
  });
});
