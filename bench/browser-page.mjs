import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyScript } from '../scripts/assemblyscript.mjs';
import { CHROMIUM_ARGS, findOrInstallChromium } from '../scripts/browser.mjs';
import { root } from '../scripts/run.mjs';
import { processorSeconds } from './processor-seconds.mjs';

/** Files by which a profile tells whose a function is; what is in none of them is the bench's own. */
const OWNERS = [
  { name: 'tfjs', test: /node_modules[\\/]@tensorflow/ },
  { name: 'library', test: /[\\/](src|workers|shaders)[\\/]|node_modules[\\/](comlink|idb-keyval)/ },
];

/**
 * Builds bench/index.html with the library as it stands in src/, and lends `use` a function that opens it: in a headless
 * Chromium of its own each time, so that no run inherits another's memory.
 */
export async function withTabs(use) {
  const { build, preview } = await import('vite');
  const outDir = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-bench-'));
  const page = {
    configFile: false,
    root: `${root}bench`,
    logLevel: 'error',
    build: {
      outDir,
      chunkSizeWarningLimit: 10_000,
      // Profiles are to show names.
      minify: false,
      rolldownOptions: { output: { codeSplitting: { groups: OWNERS } } },
    },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [assemblyScript()],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
  };
  try {
    await build(page);
    const server = await preview(page);
    try {
      return await use((inTab) => openTab(server.resolvedUrls.local[0], inTab));
    } finally {
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

async function openTab(address, inTab) {
  const { chromium } = await import('playwright');
  // A profile on disk, as visitors have: the private one that Playwright opens else keeps their files elsewhere.
  const profile = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-profile-'));
  const executablePath = await findOrInstallChromium();
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: CHROMIUM_ARGS });
  try {
    const [tab] = context.pages();
    tab.on('pageerror', (error) => console.error(error.message));
    await tab.exposeFunction('processorSeconds', () => processorSeconds(context.browser()));
    await tab.goto(address);
    const call = (name, ...values) =>
      tab.evaluate(([method, given]) => globalThis.bench[method](...given), [name, values]);
    return await inTab({ tab, browser: context.browser(), call });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
