import { runPlaywright, runVitest } from './count-tests.mjs';
import { run } from './run.mjs';

async function prepare() {
  await import('./install.mjs');
  const { findOrInstallChromium } = await import('./browser.mjs');
  process.env.CHROMIUM = await findOrInstallChromium();
  // `.ci/run` has just built what it checked.
  return process.env.BUILT === '1' || run('npm', ['run', 'build'], { minutes: 2 });
}

const prepared = await prepare().catch((error) => {
  console.error(error.message);
  return false;
});
// Unit and browser tests; then those of the demo, the scripts and the packed library.
const results = prepared
  ? [runVitest(['--mode', 'test'], { minutes: 10 }), runPlaywright([], { minutes: 16 })]
  : [{ passed: 0, failed: 1 }];

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
