import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyScript } from '../scripts/assemblyscript.mjs';
import { CHROMIUM_ARGS, findOrInstallChromium } from '../scripts/browser.mjs';
import { root } from '../scripts/run.mjs';

/** Builds bench/index.html with the library as it stands in src/, and lends it to `use` in a headless Chromium. */
export async function withPage(use) {
  const { build, preview } = await import('vite');
  const { chromium } = await import('playwright');
  const outDir = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-bench-'));
  const page = {
    configFile: false,
    root: `${root}bench`,
    logLevel: 'error',
    build: { outDir, chunkSizeWarningLimit: 10_000 },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [assemblyScript()],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
  };
  try {
    await build(page);
    const server = await preview(page);
    const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: CHROMIUM_ARGS });
    try {
      const tab = await browser.newPage();
      tab.on('pageerror', (error) => console.error(error.message));
      await tab.goto(server.resolvedUrls.local[0]);
      return await use(tab, browser.version());
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
