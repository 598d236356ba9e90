import type { PlaywrightTestConfig } from '@playwright/test';
import chromium from './playwright.config.ts';

const { launchOptions } = chromium.use!;

/** The demo in a Chromium with a screen; `scripts/test-picker.mjs` gives it one. */
const config: PlaywrightTestConfig = {
  ...chromium,
  testDir: 'test/e2e/picker',
  projects: [{ name: 'picker' }],
  use: {
    ...chromium.use,
    launchOptions: {
      ...launchOptions,
      headless: false,
      args: [...launchOptions!.args!, '--window-position=0,0', '--window-size=1200,850'],
    },
  },
};

export default config;
