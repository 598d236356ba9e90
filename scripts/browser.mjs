import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Switches under which a headless Chromium has WebGPU without a GPU (SwiftShader), and makes no connections of its own.
 * `--no-sandbox` because Chromium refuses to run as root with its sandbox, which is what containers do.
 */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** The path of a Chromium: `$CHROMIUM`, else the system's, else Playwright's own; `undefined` where there is none. */
export async function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system) return system;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** As {@link findChromium}, installing one where there is none: Playwright's, else Debian's by apt as root. */
export async function findOrInstallChromium() {
  const found = await findChromium();
  if (found) return found;
  console.error('No Chromium found: installing one (set $CHROMIUM to use another).');
  const attempts = [
    () => run('npx', ['playwright', 'install', 'chromium']),
    () => {
      if (process.getuid?.() !== 0) throw new Error('apt-get needs root');
      run('apt-get', ['update']);
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    },
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      console.error(`  ${error.message}`);
    }
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error('No Chromium could be installed. Install Chromium or Chrome, or set $CHROMIUM to its path.');
}

function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 2, 2], timeout: 600_000 });
}
