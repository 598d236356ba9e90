import { directoryFromFiles } from 'tfjs-image-dataset';
import { train } from './train.js';

/** A worker of the application, in which the library is at work: its own workers are nested ones. */
addEventListener('message', async ({ data: { folder, worker } }) => {
  const directory = Array.isArray(folder) ? directoryFromFiles(folder) : folder;
  postMessage(await train(directory, worker && new URL(worker)));
});

// What an event's handler throws would otherwise be the worker's alone.
addEventListener('unhandledrejection', ({ reason }) => {
  throw reason;
});
