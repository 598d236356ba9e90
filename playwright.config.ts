import type { PlaywrightTestConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/browser.mjs';
import { DEMO_URL, PAGES_URL } from './test/e2e/urls.ts';

const executablePath = await findChromium();
/** A moving test picture; asking for it is answered by the test's permissions. */
const FAKE_CAMERA = ['--use-fake-device-for-media-stream'];

const buildDemo = process.env.BUILT === '1' ? '' : 'npx vite build --mode demo && ';

const port = (url: string): string => new URL(url).port;

const config: PlaywrightTestConfig = {
  testDir: 'test/e2e',
  // Two cores: a second browser slows both.
  workers: 1,
  timeout: 120_000,
  globalTimeout: 1_200_000,
  // A machine that is busy with other things starts a GPU in software slowly.
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  projects: [
    // Only what needs the packed library waits for its installation.
    { name: 'install', testMatch: '**/e2e/consumers/*.setup.ts', teardown: 'remove' },
    { name: 'remove', testMatch: '**/e2e/consumers/*.teardown.ts' },
    { name: 'packed', testMatch: '**/e2e/consumers/*.spec.ts', dependencies: ['install'] },
    { name: 'repository', testMatch: '**/*.spec.ts', testIgnore: '**/e2e/{consumers,firefox,picker}/**' },
  ],
  use: {
    baseURL: DEMO_URL,
    launchOptions: { args: [...CHROMIUM_ARGS, ...FAKE_CAMERA], ...(executablePath ? { executablePath } : {}) },
  },
  webServer: [
    {
      name: 'demo',
      command: `${buildDemo}npx vite preview --mode demo --host 127.0.0.1 --port ${port(DEMO_URL)} --strictPort`,
      url: DEMO_URL,
      timeout: 120_000,
    },
    {
      name: 'pages',
      command: `npx vite --mode test --host 127.0.0.1 --port ${port(PAGES_URL)} --strictPort`,
      // The root has no page of its own.
      url: `${PAGES_URL}package.json`,
    },
  ],
};

export default config;
