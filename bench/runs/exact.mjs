import { dropFolder } from '../../scripts/drop-folder.mjs';
import { withKerasFingerprints } from '../peers/keras.mjs';
import { printTable } from '../table.mjs';

const SIZE = 224;
const ENGINES = ['cpu', 'webgpu'];

/** Whether the pictures of a folder are Keras' own, to the bit, and whether Keras refuses what the library refuses. */
export async function measure({ withTab, folder, python }) {
  if (!folder || !python) throw new Error('The run "exact" needs --folder and --python.');
  const results = [];
  for (const engine of ENGINES) {
    const ours = await withTab(({ tab, call }) => fingerprints(tab, call, folder, engine));
    results.push({ engine, ...(await compare(ours, folder, python)) });
  }
  return { folder, size: SIZE, results };
}

async function fingerprints(tab, call, folder, engine) {
  const taken = call('takeFolder', { size: SIZE, batchSize: 16 });
  await dropFolder(tab, folder);
  await taken;
  return call('fingerprints', engine, SIZE);
}

function compare(ours, folder, python) {
  return withKerasFingerprints({ python, folder, size: SIZE }, async (ofKeras) => {
    const found = {
      pictures: ours.length,
      equal: 0,
      refusedByBoth: 0,
      refusedHere: [],
      refusedThere: [],
      different: [],
    };
    for (const { path, sha256 } of ours) {
      const theirs = await ofKeras(path);
      if (sha256 === theirs) sha256 === null ? found.refusedByBoth++ : found.equal++;
      else if (sha256 === null) found.refusedHere.push(path);
      else if (theirs === null) found.refusedThere.push(path);
      else found.different.push(path);
    }
    return found;
  });
}

/** The table, for a person. */
export function print({ folder, size, results }) {
  console.log(`${folder}, beside Keras, to ${size} × ${size}; equal means to the bit`);
  const head = ['Engine', 'pictures', 'equal', 'refused by both', 'here alone', 'by Keras alone', 'different'];
  const count = (value) => String(Array.isArray(value) ? value.length : value);
  printTable(
    head,
    results.map(({ engine, ...counts }) => [engine, ...Object.values(counts).map(count)]),
  );
  for (const { engine, refusedHere, refusedThere, different } of results) {
    for (const path of refusedHere) console.log(`${engine}: refused here alone: ${path}`);
    for (const path of refusedThere) console.log(`${engine}: refused by Keras alone: ${path}`);
    for (const path of different) console.log(`${engine}: different: ${path}`);
  }
}
