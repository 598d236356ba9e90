import '../scripts/install.mjs';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArguments } from './arguments.mjs';
import { withTabs } from './browser-page.mjs';
import * as exact from './runs/exact.mjs';
import * as free from './runs/free/run.mjs';
import * as index from './runs/index.mjs';
import * as large from './runs/large.mjs';
import * as many from './runs/many.mjs';
import * as rates from './runs/rates/run.mjs';
import * as steady from './runs/steady.mjs';
import { commit, load, machine, versions } from './surroundings.mjs';
import { writeResult } from './write.mjs';

/** Each measures something, and prints what it measured. */
const RUNS = { rates, free, large, index, steady, many, exact };

const { runs, folder, python, json, rounds } = readArguments(process.argv.slice(2), Object.keys(RUNS));
// npm runs scripts in the repository; a relative path is meant from where it was typed.
const fromHere = (path) => path && resolve(process.env.INIT_CWD ?? '.', path);

try {
  if (folder && !statSync(fromHere(folder), { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`There is no folder ${fromHere(folder)}.`);
  }
  const result = await withTabs(measureAll);
  if (json) writeResult(fromHere(json), result);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function measureAll(withTab) {
  const facts = {
    date: new Date().toISOString(),
    machine: machine(),
    commit: commit(),
    versions: versions(),
    ...(await withTab(async ({ browser, call }) => ({ browser: browser.version(), adapter: await call('adapter') }))),
  };
  const { browser, adapter, ...others } = facts;
  console.log(`${others.date}; ${others.machine}; commit ${others.commit}`);
  console.log(`Chromium ${browser}; WebGPU: ${adapter}; ${Object.entries(others.versions).flat().join(' ')}`);
  const measured = {};
  for (const name of runs) {
    const before = load();
    const found = await RUNS[name].measure({ withTab, folder: fromHere(folder), python, rounds });
    measured[name] = { load: { before, after: load() }, ...found };
    console.log(`\n${name}; load ${before} before, ${measured[name].load.after} after`);
    RUNS[name].print(measured[name]);
    if (found.results.some(({ error }) => error)) process.exitCode = 1;
  }
  return { ...facts, runs: measured };
}
