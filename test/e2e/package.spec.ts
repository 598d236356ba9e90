import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One batch, in the words of an application: valid TypeScript and valid JavaScript. */
const APPLICATION = `
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { directoryFromFiles, imageDatasetFromDirectory } from 'tfjs-image-dataset';

const files = [];
for (const color of ['blue', 'red']) {
  const canvas = new OffscreenCanvas(6, 4);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d context');
  context.fillStyle = color;
  context.fillRect(0, 0, 6, 4);
  const path = color + '/picture.png';
  files.push({ path, file: new File([await canvas.convertToBlob()], path) });
}
await tf.setBackend('webgpu');
const dataset = await imageDatasetFromDirectory(directoryFromFiles(files), {
  imageSize: 1,
  shuffle: false,
  engine: 'webgpu',
});
const iterator = await dataset.iterator();
const { value } = await iterator.next();
Object.assign(globalThis, {
  batch: {
    classNames: dataset.classNames,
    engine: dataset.report.engine,
    images: await value.xs.array(),
    labels: await value.ys.array(),
  },
});
`;

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

const BATCH = {
  classNames: ['blue', 'red'],
  engine: 'webgpu',
  images: [[[[0, 0, 255]]], [[[255, 0, 0]]]],
  labels: [0, 1],
};

const STRICT = {
  strict: true,
  skipLibCheck: false,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.asynciterable'],
  types: [],
  noEmit: true,
};

const README = readFileSync(`${root}README.md`, 'utf8');

let consumer: string;
const servers: PreviewServer[] = [];

const PEERS = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-webgpu@4.22.0'];

test.beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-consumer-'));
  const [tarball] = JSON.parse(npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', consumer));
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  npm(consumer, 'install', '--prefer-offline', `./${tarball.filename}`, ...PEERS);
});

test.afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(consumer, { recursive: true });
});

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
}

/** A static server that other origins may load from, as a CDN is one. */
async function serve(folder: string): Promise<string> {
  const server = await preview({
    configFile: false,
    root: consumer,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0, cors: true },
  });
  servers.push(server);
  return server.resolvedUrls?.local[0] ?? '';
}

/** What the page's module left behind; its error, where it failed instead. */
async function batchOf(page: Page, url: string): Promise<unknown> {
  const failure = new Promise<never>((_, reject) => page.once('pageerror', reject));
  await page.goto(url);
  const batch = page.waitForFunction(() => (globalThis as { batch?: unknown }).batch);
  return (await Promise.race([batch, failure])).jsonValue();
}

test('an application built by Vite gets a batch', async ({ page }) => {
  writeFileSync(join(consumer, 'index.html'), '<script type="module" src="main.ts"></script>');
  writeFileSync(join(consumer, 'main.ts'), APPLICATION);
  await build({ configFile: false, root: consumer, logLevel: 'error', build: { minify: false, target: 'es2022' } });
  expect(await batchOf(page, await serve('dist'))).toEqual(BATCH);
});

test('the quick start of the README runs as it stands', async ({ page }) => {
  const [, quickStart = ''] = /```js\n(.*?)```/s.exec(README) ?? [];
  expect(quickStart.split('\n').filter((line) => line !== '')).toHaveLength(12);
  writeFileSync(join(consumer, 'index.html'), '<script type="module" src="quick-start.js"></script>');
  // Only what it leaves behind is added: what the trained model says of one picture.
  const trained = 'globalThis.batch = await model.predict(tf.ones([1, 64, 64, 3])).array();';
  writeFileSync(join(consumer, 'quick-start.js'), `${quickStart}\n${trained}`);
  await build({ configFile: false, root: consumer, logLevel: 'error', build: { minify: false, target: 'es2022' } });
  await page.addInitScript(pickMadeFolder);
  const [[first = 0, second = 0] = []] = (await batchOf(page, await serve('dist'))) as number[][];
  expect(first + second).toBeCloseTo(1, 5);
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

test("Keras' own recipe in the README shows the model Pillow's pixels", async ({ page }) => {
  const [recipe = ''] = examplesOf('One image');
  // Pillow's nearest pixel, where the size halves, is the lower right one of four; PNG holds the canvas' very pixels.
  const expectation = `
const pixels = context.getImageData(0, 0, 128, 128).data;
const seen = await prediction.data();
const isPillows = seen.length === 64 * 64 * 3 && seen.every((value, at) => {
  const [y, x, channel] = [Math.floor(at / 192), Math.floor(at / 3) % 64, at % 3];
  return value === pixels[((2 * y + 1) * 128 + 2 * x + 1) * 4 + channel];
});
globalThis.batch = { shape: prediction.shape, isPillows, tensors: tf.memory().numTensors - model.weights.length };
`;
  const before = BEFORE_RECIPE.replace('[file, another]', '[another, file]');
  writeFileSync(join(consumer, 'index.html'), '<script type="module" src="recipe.js"></script>');
  writeFileSync(join(consumer, 'recipe.js'), before + recipe + expectation);
  await build({ configFile: false, root: consumer, logLevel: 'error', build: { minify: false, target: 'es2022' } });
  expect(await batchOf(page, await serve('dist'))).toEqual({
    shape: [1, 64 * 64 * 3],
    isPillows: true,
    tensors: 1,
  });
});

test('the recipe of one file in the README shows the model what training did', async ({ page }) => {
  const [, recipe = ''] = examplesOf('One image');
  const training = `
const files = [another, file].map((item) => ({ path: 'class/' + item.name, file: item }));
const trained = await load(makeDirectory(files), { imageSize: [64, 64], shuffle: false, verbose: false });
const [{ xs }] = await trained.toArray();
trained.dispose();
const seen = xs.slice(0, 1).flatten();
const isSame = seen.sub(prediction.flatten()).abs().max().arraySync() === 0;
const isPicture = seen.max().sub(seen.min()).arraySync() > 200;
globalThis.batch = { paths: trained.filePaths, shape: prediction.shape, isSame, isPicture };
`;
  writeFileSync(join(consumer, 'index.html'), '<script type="module" src="recipe.js"></script>');
  writeFileSync(join(consumer, 'recipe.js'), BEFORE_RECIPE + recipe + training);
  await build({ configFile: false, root: consumer, logLevel: 'error', build: { minify: false, target: 'es2022' } });
  expect(await batchOf(page, await serve('dist'))).toEqual({
    paths: ['class/0.jpg', 'class/1.jpg'],
    shape: [1, 64 * 64 * 3],
    isSame: true,
    isPicture: true,
  });
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

test('its types need no packages but tfjs', () => {
  writeFileSync(join(consumer, 'main.ts'), APPLICATION);
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT, files: ['main.ts'] }));
  const { stdout } = spawnSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '--pretty', 'false'], {
    cwd: consumer,
    encoding: 'utf8',
  });
  // tfjs' own declarations are not free of errors.
  expect(stdout.split('\n').filter((line) => /^(main|node_modules\/tfjs-image-dataset)/.test(line))).toEqual([]);
});

test('a page without a build gets a batch through an import map, everything from another origin', async ({ page }) => {
  const cdn = await serve('node_modules');
  const [, map = ''] = /<script type="importmap">(.*?)<\/script>/s.exec(README) ?? [];
  // The same files, from a server that can be reached here: packages lie there without their versions.
  const local = map.replaceAll('https://cdn.jsdelivr.net/npm/', cdn).replaceAll(/@\d+\.\d+\.\d+\//g, '/');
  writeFileSync(
    join(consumer, 'import-map.html'),
    `<script type="importmap">${local}</script><script type="module">${APPLICATION}</script>`,
  );
  expect(await batchOf(page, `${await serve('.')}import-map.html`)).toEqual(BATCH);
});

test('a page that forbids WebAssembly is told what to do, and can have the browser decode', async ({ page }) => {
  const policy = "script-src 'self' blob:; worker-src blob:";
  writeFileSync(
    join(consumer, 'index.html'),
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="policy.js"></script>`,
  );
  writeFileSync(join(consumer, 'policy.js'), TWO_DECODERS);
  await build({ configFile: false, root: consumer, logLevel: 'error', build: { minify: false, target: 'es2022' } });
  const black = [0, 0, 0];
  expect(await batchOf(page, await serve('dist'))).toEqual({
    tag: 'worker-start',
    message: expect.stringMatching(/"gray\/picture\.jpg".*'wasm-unsafe-eval'.*decode: 'browser'/),
    black: [
      [
        [black, black],
        [black, black],
      ],
    ],
  });
});
