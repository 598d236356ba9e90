import { existsSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { runPlaywright } from './count-tests.mjs';

// The tests of `npm run test:browser`, and the demo, in Firefox. Arguments choose files, as they do for Vitest; the demo is
// left out then.

const SYSTEM_FIREFOXES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
const MINUTES = 15;

async function test(files) {
  const firefox = process.env.FIREFOX ?? SYSTEM_FIREFOXES.find((path) => existsSync(path));
  if (!firefox || !existsSync(firefox)) {
    const missing = firefox ? `There is no Firefox at ${firefox}.` : 'No Firefox found.';
    throw new Error(`${missing} Install it ("apt-get install firefox-esr" on Debian), or set $FIREFOX to its path.`);
  }
  process.env.FIREFOX = firefox;
  const vitest = await startVitest('test', files, { mode: 'firefox', run: true, watch: false });
  const tests = vitest.state.getTestModules().flatMap((file) => [...file.children.allTests()]);
  const inState = (state) => tests.filter((test) => test.result().state === state);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(inState);

  const engines = [...passed, ...failed].flatMap(({ fullName }) => fullName.match(/\bengine (cpu|webgpu)\b/g) ?? []);
  console.log(`What ran: ${[...new Set(engines)].join(', ') || 'no engine'}.`);
  for (const { module, fullName } of skipped) console.log(`Left out: ${module.relativeModuleId}: ${fullName}`);
  // A file that fails outside its tests, while loading for example, and a browser that crashed show in the exit code.
  const inVitest = { passed: passed.length, failed: Math.max(failed.length, process.exitCode ? 1 : 0) };
  if (files.length > 0) return inVitest;
  await vitest.close();
  const demo = runPlaywright(['--config', 'playwright.firefox.config.ts'], { minutes: 5 });
  return { passed: inVitest.passed + demo.passed, failed: inVitest.failed + demo.failed };
}

function end({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

// A browser that hangs ends neither its tests nor this process.
setTimeout(() => {
  console.error(`The tests have not ended after ${MINUTES} minutes.`);
  end({ passed: 0, failed: 1 });
}, MINUTES * 60_000);

end(
  await test(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }),
);
