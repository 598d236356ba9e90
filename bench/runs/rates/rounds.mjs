import { title } from '../../contestant-title.mjs';

/**
 * What a contestant may take for a round; who needs longer gets a part of the files. Reckoned by a first batch, which takes workers
 * that are new to it three times as long as others: with 4 s they were given half of 1,000 files, and their start twice its weight.
 */
const MOST_SECONDS = 12;

/**
 * Makes a contestant's place in the rounds.
 *
 * @param count - How many files there are.
 * @param measure - Runs it over as many files and gives a measurement.
 */
export function enter(facts, count, measure) {
  return { facts, count, measure, measurements: [] };
}

/** Everybody once, every other round in reverse; round 0 warms up with a batch and does not count. */
export async function runRound(tab, entrants, { round, batchSize }) {
  for (const entrant of round % 2 === 0 ? entrants.toReversed() : entrants) {
    if (entrant.measurements.some(({ error }) => error)) continue;
    console.error(`round ${round}: ${title(entrant.facts)}`);
    // Nobody is to clear up after another.
    await tab.requestGC();
    const count = round === 0 ? Math.min(batchSize, entrant.count) : entrant.count;
    const measurement = await entrant.measure(count);
    if (round > 0 || measurement.error) entrant.measurements.push(measurement);
    else entrant.count = part(entrant.count, count / measurement.seconds, batchSize);
  }
}

/** All files, or the whole batches of them that {@link MOST_SECONDS} are enough for. */
function part(count, perSecond, batchSize) {
  const batches = Math.max(1, Math.floor((perSecond * MOST_SECONDS) / batchSize));
  return perSecond * MOST_SECONDS < count ? Math.min(count, batches * batchSize) : count;
}
