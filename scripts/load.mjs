import './install.mjs';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CHROMIUM_ARGS, findOrInstallChromium } from './browser.mjs';
import { dropFolder } from './drop-folder.mjs';
import { readArguments } from './load/arguments.mjs';
import { printResult } from './load/print.mjs';
import { root, run } from './run.mjs';

const { folder, engine, imageSize, batchSize, epochs, json } = readArguments(process.argv.slice(2));
// npm runs scripts in the repository; a relative path is meant from where it was typed.
const path = resolve(process.env.INIT_CWD ?? '.', folder);
const pages = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-'));

try {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${path}.`);
  if (!existsSync(`${root}dist/index.js`) && !run('npm', ['run', 'build'], { stdout: 2 })) {
    throw new Error('The library could not be built.');
  }
  // A folder of pictures without class folders has no labels to infer.
  const hasClasses = readdirSync(path, { withFileTypes: true }).some((entry) => entry.isDirectory());
  const result = await loadInBrowser({
    backend: engine === 'webgpu' ? 'webgpu' : 'cpu',
    epochs,
    options: { engine, imageSize, batchSize, ...(hasClasses ? {} : { labels: null }) },
  });
  if (result.error) throw result.error;
  printResult(result, json);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(pages, { recursive: true });
}

/** The built library in a page of its own, with the folder dropped on it. */
async function loadInBrowser(request) {
  const { build, preview } = await import('vite');
  const { chromium } = await import('playwright');
  const page = {
    configFile: false,
    root: `${root}scripts/load`,
    logLevel: 'error',
    resolve: { alias: { 'tfjs-image-dataset': `${root}dist/index.js` } },
    build: { outDir: pages, minify: false },
    preview: { host: '127.0.0.1', port: 0 },
  };
  await build(page);
  const server = await preview(page);
  const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: CHROMIUM_ARGS });
  try {
    const tab = await browser.newPage();
    // Keras' own lines go through console.info; tfjs has its say on other levels.
    tab.on('console', (message) => message.type() === 'info' && (json ? console.error : console.log)(message.text()));
    await tab.goto(server.resolvedUrls.local[0]);
    await dropFolder(tab, path);
    return JSON.parse(await tab.evaluate((value) => globalThis.load(value), request));
  } finally {
    await browser.close();
    await server.close();
  }
}
