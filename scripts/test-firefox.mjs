import { existsSync } from 'node:fs';
import { runPlaywright } from './count-tests.mjs';
import { testIn } from './test-in.mjs';

// The tests of `npm run test:browser`, and the demo, in Firefox.

const SYSTEM_FIREFOXES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

function findFirefox() {
  const firefox = process.env.FIREFOX ?? SYSTEM_FIREFOXES.find((path) => existsSync(path));
  if (!firefox || !existsSync(firefox)) {
    const missing = firefox ? `There is no Firefox at ${firefox}.` : 'No Firefox found.';
    throw new Error(`${missing} Install it ("apt-get install firefox-esr" on Debian), or set $FIREFOX to its path.`);
  }
  process.env.FIREFOX = firefox;
}

await testIn('firefox', findFirefox, () => runPlaywright(['--config', 'playwright.firefox.config.ts'], { minutes: 5 }));
