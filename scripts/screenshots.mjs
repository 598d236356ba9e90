import './install.mjs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CHROMIUM_ARGS, findOrInstallChromium } from './browser.mjs';
import { dropFolder } from './drop-folder.mjs';
import { root } from './run.mjs';
import { readSampleFiles } from './sample-files.mjs';

// Pictures of the demo in each of its states, light, dark and narrow, into .cache/screenshots; two of them are the
// README's, in docs/images.

const LOOKS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
};
const OUT = `${root}.cache/screenshots/`;
const README_IMAGES = `${root}docs/images/`;

const { build, createServer, preview } = await import('vite');
const { chromium } = await import('playwright');
const config = { configFile: `${root}vite.config.ts`, logLevel: 'error' };
await build({ ...config, mode: 'demo' });
const demo = await preview({ ...config, mode: 'demo', preview: { host: '127.0.0.1', port: 0 } });
const url = demo.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: CHROMIUM_ARGS });
const folders = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-'));
try {
  mkdirSync(OUT, { recursive: true });
  mkdirSync(README_IMAGES, { recursive: true });
  writeFolders(await drawSample());
  for (const [name, look] of Object.entries(LOOKS)) {
    // Without transitions: a picture of a button that is about to change its colour shows what nobody sees.
    const page = await browser.newPage({ ...look, reducedMotion: 'reduce' });
    await walk(page, name);
    await page.close();
  }
} finally {
  await browser.close();
  await demo.close();
  rmSync(folders, { recursive: true });
}

async function drawSample() {
  const files = await createServer({ ...config, mode: 'test', optimizeDeps: { noDiscovery: true } });
  const page = await browser.newPage();
  try {
    await files.listen();
    return await readSampleFiles(page, files.resolvedUrls.local[0]);
  } finally {
    await page.close();
    await files.close();
  }
}

/** A folder as people have them: classes of different sizes, junk, a broken file, a picture outside of all classes. */
function writeFolders(sample) {
  const paths = Object.keys(sample).filter((path, index) => !(path.startsWith('triangles') && index > 180));
  const jpeg = paths.find((path) => path.endsWith('.jpg'));
  const files = {
    ...Object.fromEntries(paths.map((path) => [path, sample[path]])),
    'circles/cut-off.jpg': sample[jpeg].subarray(0, 900),
    'circles/._circle-001.jpg': Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0),
    'squares/renamed.png': 'no picture at all',
    'squares/notes.txt': '',
    'cover.png': '',
    '../no-classes/one.txt': '',
  };
  for (const [path, content] of Object.entries(files)) {
    const target = join(folders, 'shapes', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  writeFileSync(join(folders, 'unseen.png'), sample[paths.find((path) => path.endsWith('.png'))]);
}

async function walk(page, look) {
  const shoot = async (state) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${OUT}${state}-${look}.png`, fullPage: true });
    console.log(`${state}-${look}.png`);
  };
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const section = (heading) => page.getByRole('region', { name: heading });

  await page.goto(url);
  await page.locator('button:enabled', { hasText: 'Choose folder' }).waitFor();
  await shoot('empty');
  await press('Try the sample images');
  await page.getByText(/^\d\d pictures so far/).waitFor();
  await shoot('indexing');
  await press('Cancel');
  await dropFolder(page, join(folders, 'no-classes'));
  await page.getByRole('alert').filter({ hasText: 'No images' }).waitFor();
  await shoot('errors');
  await dropFolder(page, join(folders, 'shapes'));
  await page.getByText(/^All \d+ files checked/).waitFor({ timeout: 60_000 });
  await page.getByText(/^Batch 1 of/).waitFor();
  await shoot('found');
  if (look === 'light')
    await section('What the model sees').screenshot({ path: `${README_IMAGES}what-the-model-sees.png` });
  await press('Train');
  await page.getByText(/^Epoch 3 of/).waitFor({ timeout: 180_000 });
  await press('Pause');
  await page.getByText('Paused.').waitFor();
  await shoot('training');
  await press('Continue');
  await page.getByText(/^Epoch 4 of/).waitFor({ timeout: 180_000 });
  await press('Stop');
  await page.getByText(/^Stopped .* in all\.$/).waitFor({ timeout: 180_000 });
  await dropFolder(page, join(folders, 'unseen.png'));
  await page.getByRole('list', { name: 'Probabilities' }).waitFor();
  await page.waitForTimeout(300);
  await shoot('results');
  if (look === 'light') await section('Training').screenshot({ path: `${README_IMAGES}training.png` });
  await page
    .getByRole('button', { name: /^Preview / })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await page.screenshot({ path: `${OUT}dialog-${look}.png` });
}
