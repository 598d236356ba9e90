import * as tf from '@tensorflow/tfjs';
import 'comlink';
import 'idb-keyval';

const BROWSERS = [
  'window',
  'self',
  'document',
  'location',
  'navigator',
  'indexedDB',
  'Worker',
  'OffscreenCanvas',
  'ImageData',
];

// tfjs has looked for a browser already; from here on it is noted who does.
const touched = [];
for (const name of BROWSERS) {
  Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
}
const library = await import('tfjs-image-dataset');
const touchedByImport = [...touched];
for (const name of BROWSERS) delete globalThis[name];

const { arrayToImg, directoryFromFiles, imageDatasetFromDirectory, imgToArray, loadImg, PixelImage, saveImg } = library;

await tf.setBackend('cpu');
const paths = ['cats/1.png', 'cats/2.png', 'dogs/1.png', 'dogs/2.png', 'dogs/notes.txt'];
const directory = directoryFromFiles(paths.map((path) => ({ path, file: new File(['not a picture'], path) })));
const options = { validationSplit: 0.5, subset: 'both', seed: 1, verbose: false, onError: 'skip' };
const [train, validation] = await imageDatasetFromDirectory(directory, options);

const picture = new PixelImage('RGB', 2, 1, Uint8Array.of(1, 2, 3, 4, 5, 6));
const tensor = imgToArray(picture);
const pieces = [];
const stream = new WritableStream({ write: (piece) => void pieces.push(piece) });
const saved = await saveImg(stream, picture, { fileFormat: 'png' });

const errorOf = async (work) => {
  const { tag, message } = await work().catch((error) => error);
  return { tag, message };
};

console.log(
  JSON.stringify({
    touchedByImport,
    exports: Object.keys(library),
    classNames: train.classNames,
    filePaths: [...train.filePaths, ...validation.filePaths],
    labels: [...train.labels, ...validation.labels],
    ignored: train.report.ignored,
    array: tensor.arraySync(),
    again: await arrayToImg(tensor, { scale: false }),
    saved,
    png: Buffer.concat(pieces).toString('base64'),
    errors: {
      next: await errorOf(async () => (await train.iterator()).next()),
      loadImg: await errorOf(() => loadImg(new Uint8Array(8))),
      openDirectory: await errorOf(() => library.openDirectory()),
      restoreDirectory: await errorOf(() => library.restoreDirectory('pictures')),
      saveImg: await errorOf(() => saveImg('picture.png', picture)),
      unknownOption: await errorOf(() => imageDatasetFromDirectory(directory, { image_size: 8 })),
    },
  }),
);
train.dispose();
validation.dispose();
