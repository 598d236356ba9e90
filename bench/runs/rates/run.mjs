import { dropFolder } from '../../../scripts/drop-folder.mjs';
import { withKeras } from '../../peers/keras.mjs';
import { withPictures } from '../../pictures-folder.mjs';
import { enter, runRound } from './rounds.mjs';
import { compare, summarise } from './statistics.mjs';

export { print } from './print.mjs';

const SETUP = { size: 224, batchSize: 32 };
/** Without a folder: as few as keep the fast ones busy for half a second. */
const MADE_PICTURES = { kind: 'photograph', files: 192 };

/** The library beside other ways to load the same images, all interleaved. */
export function measure({ withTab, folder, python, rounds }) {
  return withTab(({ tab, call }) =>
    folder
      ? compareAll({ tab, call, python, rounds, folder, from: `of ${folder}` })
      : withPictures(call, MADE_PICTURES, (made) =>
          compareAll({ tab, call, python, rounds, folder: made, from: 'made in the page' }),
        ),
  );
}

async function compareAll({ tab, call, python, rounds, folder, from }) {
  const opened = call('takeFolder', SETUP);
  await dropFolder(tab, folder);
  const count = await opened;
  const pictures = { count, ...(await call('describe')), from };
  const contestants = await call('contestants', 'rates');
  const entrants = contestants.map((facts, place) =>
    enter(facts, count, (files) => call('run', 'rates', place, files)),
  );
  const runAll = async (others = []) => {
    const all = [...entrants, ...others];
    for (let round = 0; round <= rounds; round++) await runRound(tab, all, { round, batchSize: SETUP.batchSize });
    return all;
  };
  const run = python
    ? await withKeras({ python, folder, ...SETUP }, (facts, iterate) => runAll([enter(facts, count, iterate)]))
    : await runAll();
  const results = compare(run.map(({ facts, count, measurements }) => summarise({ ...facts, count, measurements })));
  return { pictures, ...SETUP, rounds, results };
}
