import { dropFolder } from '../../scripts/drop-folder.mjs';
import { withPictures } from '../pictures-folder.mjs';
import { processMemory } from '../process-memory.mjs';
import { printTable } from '../table.mjs';

const PICTURES = { kind: 'small', files: 500 };
/** Small, as a GPU in software takes its time. */
const SIZE = 32;
const EPOCHS = 50;
const EPOCHS_PER_SAMPLE = 10;

/** What is held after epoch upon epoch, with either engine. */
export function measure({ withTab, folder }) {
  if (folder) return watchEngines(withTab, folder, `of ${folder}`);
  return withTab(({ call }) => withPictures(call, PICTURES, (made) => watchEngines(withTab, made, 'made in the page')));
}

async function watchEngines(withTab, folder, from) {
  const results = [];
  for (const engine of ['cpu', 'webgpu']) {
    results.push(await withTab((tab) => watchEpochs(tab, folder, engine)));
  }
  return { from, size: SIZE, epochs: EPOCHS, results };
}

async function watchEpochs({ tab, browser, call }, folder, engine) {
  const opened = call('openSteady', engine, SIZE);
  await dropFolder(tab, folder);
  const pictures = await opened;
  const devtools = await tab.context().newCDPSession(tab);
  const samples = [];
  // The first epoch starts workers and compiles; what grows must grow after it.
  for (let epochs = 1; epochs <= EPOCHS; epochs = Math.floor(epochs / EPOCHS_PER_SAMPLE + 1) * EPOCHS_PER_SAMPLE) {
    console.error(`steady: ${engine}, up to epoch ${epochs}`);
    const held = await call('runEpochs', epochs - (samples.at(-1)?.epochs ?? 0));
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize: heapBytes } = await devtools.send('Runtime.getHeapUsage');
    const workers = tab.workers().length;
    samples.push({ epochs, ...held, heapBytes, memory: await processMemory(browser), workers });
  }
  return { engine, pictures, samples };
}

/** The table, for a person. */
export function print({ from, size, results }) {
  const { pictures } = results[0];
  console.log(`Epochs over ${pictures} pictures ${from} to ${size} × ${size}, each batch waited for and disposed of`);
  const head = ['epochs', 'tensors', 'bytes', 'on the GPU', 'JS heap', 'renderer', 'GPU process', 'workers'];
  for (const { engine, samples } of results) {
    printTable([`${engine}: after`, ...head.slice(1)], samples.map(row));
  }
  console.log('Bytes of tensors; JS heap of the page after a collection, and proportional set sizes, in MiB.');
}

function row({ epochs, tensors, bytes, gpuBytes, heapBytes, memory, workers }) {
  const sizes = [heapBytes / 2 ** 20, memory?.renderer, memory?.GPU].map((size) => size?.toFixed(1) ?? '');
  return [`${epochs} epochs`, String(tensors), String(bytes), String(gpuBytes ?? ''), ...sizes, String(workers)];
}
