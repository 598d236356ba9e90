import { directoryFromFiles } from 'tfjs-image-dataset';
import { train } from './train.js';

const [input] = document.getElementsByTagName('input');
const [output] = document.getElementsByTagName('output');
const settings = new URLSearchParams(location.search);

/**
 * Trains on each folder that is chosen, and shows what came out.
 *
 * The page's address says how: `?worker=served` with the file of the library's worker instead of the inlined one,
 * `?thread=worker` in a worker of the application, `?thread=worker&files=private` there with a folder of the origin's private files.
 */
export function startPage({ servedWorker, startTrainer }) {
  const worker = settings.get('worker') === 'served' ? servedWorker : undefined;
  input.addEventListener('change', async () => {
    const files = [...input.files];
    const result =
      settings.get('thread') === 'worker'
        ? await trainIn(startTrainer(), settings.get('files') === 'private' ? await privateCopy(files) : files, worker)
        : await train(directoryFromFiles(files), worker);
    output.value = JSON.stringify(result);
  });
  output.value = 'ready';
}

function trainIn(trainer, folder, worker) {
  return new Promise((resolve, reject) => {
    trainer.addEventListener('message', ({ data }) => resolve(data));
    trainer.addEventListener('error', ({ message }) => reject(new Error(message)));
    trainer.postMessage({ folder: placed(folder), worker: worker?.href });
  }).finally(() => trainer.terminate());
}

/** A file loses its place in the folder when it is posted. */
const placed = (folder) =>
  Array.isArray(folder) ? folder.map((file) => ({ path: pathOf(file).join('/'), file })) : folder;

/** The parts of a file's path within the chosen folder. */
const pathOf = (file) => file.webkitRelativePath.split('/').slice(1);

async function privateCopy(files) {
  const root = await navigator.storage.getDirectory();
  for (const file of files) {
    const [folder, name] = pathOf(file);
    const directory = await root.getDirectoryHandle(folder, { create: true });
    const writable = await (await directory.getFileHandle(name, { create: true })).createWritable();
    await file.stream().pipeTo(writable);
  }
  return root;
}
