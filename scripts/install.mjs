import { statSync } from 'node:fs';
import { root, run } from './run.mjs';

const modified = (path) => statSync(`${root}${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;

// Done when imported or started: `npm ci` where node_modules is missing or older than the lock file. npm writes its own
// list last, so an installation that was broken off counts as missing. Standard output is left to the importing script.
if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  const installed = run('npm', ['ci', '--include=dev'], {
    minutes: 10,
    stdout: 2,
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (!installed) throw new Error('The packages could not be installed: is the npm registry reachable?');
}
