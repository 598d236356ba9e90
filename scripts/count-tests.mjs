import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Runs Playwright's tests, and counts those that passed and those that failed. */
export function runPlaywright(args = [], { minutes }) {
  return withReport((path) => {
    const ended = run('npx', ['playwright', 'test', '--reporter=list,json', ...args], {
      minutes,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path },
    });
    return count(ended, path, ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
    }));
  });
}

/** Runs Vitest's tests, and counts those that passed and those that failed. */
export function runVitest(args = [], { minutes }) {
  return withReport((path) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const ended = run('npx', ['vitest', 'run', ...reporters, ...args], { minutes });
    return count(ended, path, ({ numPassedTests, numFailedTests, testResults }) => ({
      passed: numPassedTests,
      // A file that fails outside its tests, while loading for example, has none that failed.
      failed: numFailedTests + testResults.filter(isBrokenFile).length,
    }));
  });
}

const isBrokenFile = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

function withReport(use) {
  const reports = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-'));
  try {
    return use(join(reports, 'report.json'));
  } finally {
    rmSync(reports, { recursive: true });
  }
}

/** A runner that crashed counts as one failed test at least. */
function count(ended, path, read) {
  const { passed, failed } = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0 };
  return { passed, failed: ended ? failed : Math.max(failed, 1) };
}
