import { run } from './run.mjs';

// The tests that draw lots, longer than in `npm test` and from another seed each time: `fuzz` or `soak`. $SEED repeats a run.

const RUNS = {
  fuzz: { env: { FUZZ_PICTURES: process.env.FUZZ_PICTURES ?? '5000' }, minutes: 30 },
  soak: { env: { SOAK_EPOCHS: process.env.SOAK_EPOCHS ?? '200' }, minutes: 30 },
};

const [name, ...args] = process.argv.slice(2);
const { env, minutes } = RUNS[name];
const seed = process.env.SEED ?? String(Date.now() % 1_000_000);
console.log(`SEED=${seed} npm run test:${name} repeats this run.`);
const ended = run(
  'npx',
  ['vitest', 'run', '--project', 'browser', `test/browser/${name}/`, '--testTimeout=300000', ...args],
  {
    minutes,
    env: { ...env, SEED: seed },
  },
);
process.exitCode = ended ? 0 : 1;
