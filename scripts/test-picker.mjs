import { run } from './run.mjs';

// The test of the browser's own folder picker and its questions, in a Chromium with a window, on the screen of Xvfb.

const SCREEN = ['-a', '-s', '-screen 0 1280x900x24'];
const TEST = ['npx', 'playwright', 'test', '--config', 'playwright.picker.config.ts'];

const missing = ['xvfb-run', 'xdotool'].filter((program) => !run('which', [program], { minutes: 1 }));
if (missing.length > 0) {
  console.error(`Missing: ${missing.join(', ')}. On Debian: "apt-get install xvfb xauth xdotool".`);
  process.exitCode = 1;
} else {
  process.exitCode = run('xvfb-run', [...SCREEN, ...TEST], { minutes: 5 }) ? 0 : 1;
}
