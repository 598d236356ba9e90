import '../scripts/install.mjs';
import { CHROMIUM_ARGS, findOrInstallChromium } from '../scripts/browser.mjs';
import { root } from '../scripts/run.mjs';
import { load, machine } from './surroundings.mjs';

// When the demo shows, and when it can do what it offers: from the first request on localhost, with an empty cache.

const ROUNDS = 9;

const { build, preview } = await import('vite');
const { chromium } = await import('playwright');
const config = { configFile: `${root}vite.config.ts`, mode: 'demo', logLevel: 'error' };
await build(config);
const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: CHROMIUM_ARGS });
try {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await visit(server.resolvedUrls.local[0]));
  console.log(`${machine()}, load ${load()}, Chromium ${browser.version()}, median of ${ROUNDS} visits`);
  for (const name of ['first paint', 'ready']) {
    const sorted = rounds.map((times) => times[name]).sort((one, other) => one - other);
    console.log(
      `${name}: ${Math.round(sorted[ROUNDS >> 1])} ms (${Math.round(sorted[0])} to ${Math.round(sorted.at(-1))})`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}

/** A visitor who comes for the first time. */
async function visit(url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('button.primary:enabled')) return;
      globalThis.readyAt = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => globalThis.readyAt !== undefined);
  const times = await page.evaluate(() => ({
    'first paint': performance.getEntriesByName('first-contentful-paint')[0].startTime,
    ready: globalThis.readyAt,
  }));
  await context.close();
  return times;
}
