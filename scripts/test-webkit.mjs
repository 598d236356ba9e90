import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { testIn } from './test-in.mjs';

// The tests of `npm run test:browser`, in the browser that comes with WebKitGTK. Safari itself runs on Apple's systems only.

const MINI_BROWSERS = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (system) => `/usr/lib/${system}/webkit2gtk-4.1/MiniBrowser`,
);
const ADVICE = 'Install it ("apt-get install libwebkit2gtk-4.1-0 xvfb" on Debian)';

await testIn('webkit', () => {
  const webKit = process.env.WEBKIT ?? MINI_BROWSERS.find((path) => existsSync(path));
  if (!webKit || !existsSync(webKit)) {
    const missing = webKit ? `There is no MiniBrowser at ${webKit}.` : "No MiniBrowser of WebKitGTK's found.";
    throw new Error(`${missing} ${ADVICE}, or set $WEBKIT to its path.`);
  }
  try {
    execFileSync('which', ['Xvfb']);
  } catch {
    throw new Error(`No Xvfb found, the invisible screen that it is shown on. ${ADVICE}.`);
  }
  process.env.WEBKIT = webKit;
});
