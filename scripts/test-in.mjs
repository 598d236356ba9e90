import { startVitest } from 'vitest/node';

const MINUTES = 20;

/**
 * Runs the tests of `npm run test:browser` as another mode of `vite.config.ts` does, after `prepare`; names what it leaves
 * out, ends with "N passed, N failed", and ends the process. Arguments choose files, as they do for Vitest; without any,
 * `testMore` runs too.
 */
export async function testIn(mode, prepare, testMore = () => ({ passed: 0, failed: 0 })) {
  // A browser that hangs ends neither its tests nor this process.
  setTimeout(() => {
    console.error(`The tests have not ended after ${MINUTES} minutes.`);
    end({ passed: 0, failed: 1 });
  }, MINUTES * 60_000);

  try {
    prepare();
    const files = process.argv.slice(2);
    const { passed, failed } = await test(mode, files);
    const more = files.length > 0 ? { passed: 0, failed: 0 } : testMore();
    end({ passed: passed + more.passed, failed: failed + more.failed });
  } catch (error) {
    console.error(error.message);
    end({ passed: 0, failed: 1 });
  }
}

async function test(mode, files) {
  const vitest = await startVitest('test', files, { mode, run: true, watch: false });
  const tests = vitest.state.getTestModules().flatMap((file) => [...file.children.allTests()]);
  const inState = (state) => tests.filter((test) => test.result().state === state);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(inState);

  const engines = [...passed, ...failed].flatMap(({ fullName }) => fullName.match(/\bengine (cpu|webgpu)\b/g) ?? []);
  console.log(`What ran: ${[...new Set(engines)].join(', ') || 'no engine'}.`);
  for (const { module, fullName } of skipped) console.log(`Left out: ${module.relativeModuleId}: ${fullName}`);
  await vitest.close();
  // A file that fails outside its tests, while loading for example, and a browser that crashed show in the exit code.
  return { passed: passed.length, failed: Math.max(failed.length, process.exitCode ? 1 : 0) };
}

function end({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
