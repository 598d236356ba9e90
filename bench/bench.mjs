import '../scripts/install.mjs';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { dropFolder } from '../scripts/drop-folder.mjs';
import { readArguments } from './arguments.mjs';
import { withPage } from './browser-page.mjs';
import { printResult, title } from './print.mjs';
import { compare, summarise } from './statistics.mjs';
import { commit, load, machine } from './surroundings.mjs';
import { writeResult } from './write.mjs';

const SETUP = { size: 224, batchSize: 32 };
/** Without a folder: as few as keep the fast ones busy for half a second. */
const MADE_PICTURES = 192;

const { folder, json, rounds } = readArguments(process.argv.slice(2));
// npm runs scripts in the repository; a relative path is meant from where it was typed.
const fromHere = (path) => resolve(process.env.INIT_CWD ?? '.', path);

try {
  if (folder && !statSync(fromHere(folder), { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`There is no folder ${fromHere(folder)}.`);
  }
  const result = await withPage(measureAll);
  printResult(result);
  if (json) writeResult(fromHere(json), result);
  if (result.results.some(({ error }) => error)) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function measureAll(tab, browser) {
  const facts = { date: new Date().toISOString(), machine: machine(), browser, commit: commit() };
  const before = load();
  if (folder) await dropFolder(tab, fromHere(folder));
  const { pictures, adapter, contestants } = await tab.evaluate((setup) => globalThis.bench.open(setup), {
    ...SETUP,
    make: folder ? null : MADE_PICTURES,
  });
  const runs = contestants.map((contestant) => ({ ...contestant, measurements: [] }));
  for (let round = 0; round <= rounds; round++) await runRound(tab, runs, round);
  return {
    ...facts,
    adapter,
    load: { before, after: load() },
    pictures: { ...pictures, from: folder ? `of ${fromHere(folder)}` : 'made in the page' },
    ...SETUP,
    rounds,
    results: compare(runs.map((run) => summarise(run, pictures.count))),
  };
}

/** Everybody once, every other round in reverse; round 0 warms up with a few files and does not count. */
async function runRound(tab, runs, round) {
  const places = [...runs.keys()];
  for (const place of round % 2 === 0 ? places.reverse() : places) {
    const { measurements, ...contestant } = runs[place];
    if (measurements.some(({ error }) => error)) continue;
    console.error(`round ${round}: ${title(contestant)}`);
    // Nobody is to clear up after another.
    await tab.requestGC();
    const request = [place, round === 0 ? 'some' : 'all'];
    const measurement = await tab.evaluate(([place, files]) => globalThis.bench.run(place, files), request);
    if (round > 0 || measurement.error) measurements.push(measurement);
  }
}
