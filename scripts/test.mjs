import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const reports = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-'));

/** Unit and browser tests. */
function vitest() {
  const path = join(reports, 'vitest.json');
  const args = [
    'vitest',
    'run',
    '--mode',
    'test',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ];
  const ended = run('npx', args, { minutes: 10 });
  return count(ended, path, ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    // A file that fails outside its tests, while loading for example, has none that failed.
    failed: numFailedTests + testResults.filter(isBrokenFile).length,
  }));
}

const isBrokenFile = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/** Tests of the demo, the scripts and the packed library. */
function playwright() {
  const path = join(reports, 'playwright.json');
  const ended = run('npx', ['playwright', 'test', '--reporter=list,json'], {
    minutes: 13,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path },
  });
  return count(ended, path, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }));
}

/** A runner that crashed counts as one failed test at least. */
function count(ended, path, read) {
  const { passed, failed } = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0 };
  return { passed, failed: ended ? failed : Math.max(failed, 1) };
}

async function prepare() {
  await import('./install.mjs');
  const { findOrInstallChromium } = await import('./browser.mjs');
  process.env.CHROMIUM = await findOrInstallChromium();
  return run('npm', ['run', 'build'], { minutes: 2 });
}

const prepared = await prepare().catch((error) => {
  console.error(error.message);
  return false;
});
const results = prepared ? [vitest(), playwright()] : [{ passed: 0, failed: 1 }];
rmSync(reports, { recursive: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
