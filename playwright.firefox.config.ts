import type { PlaywrightTestConfig } from '@playwright/test';
import chromium from './playwright.config.ts';

/** The demo in Firefox as its maker ships it; `scripts/test-firefox.mjs` says where it is. */
const config: PlaywrightTestConfig = {
  ...chromium,
  testDir: 'test/e2e/firefox',
  projects: [{ name: 'firefox' }],
  timeout: 240_000,
  use: {
    ...chromium.use,
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath: process.env.FIREFOX ?? '' },
  },
};

export default config;
