import { directoryFromFiles, type ImageDataset, imageDatasetFromDirectory } from '../../src/index.ts';
import { openSteady, runEpochs } from './steady.ts';
import { watchPage } from './watch-page.ts';

const CLASSES = 100;

/** What is kept, so that its memory can be told. */
let kept: Pick<ImageDataset<never>, 'dispose'> | undefined;

/** Makes a dataset of empty files in memory, and keeps it; tells how long the index took. */
export async function indexInMemory(files: number): Promise<number> {
  const placed = Array.from({ length: files }, (_, index) => ({
    path: `${index % CLASSES}/${index}.jpg`,
    file: new File([], `${index}.jpg`),
  }));
  const started = performance.now();
  kept = await imageDatasetFromDirectory(directoryFromFiles(placed), { verbose: false });
  return performance.now() - started;
}

/** Lets go what {@link indexInMemory} keeps. */
export function letGo(): void {
  kept?.dispose();
  kept = undefined;
}

/** Waits for a folder, makes a dataset of it and tells how long that took, the drop included. */
export function indexDropped(imageSize: number): Promise<number> {
  return timed(() => openSteady('cpu', imageSize));
}

/** Takes an epoch of it, and tells how long that took, and what tasks of the page were long meanwhile. */
export async function runEpoch(): Promise<{ readonly ms: number; readonly longTasks: readonly number[] }> {
  let ms = 0;
  const { longTasks } = await watchPage(async () => {
    ms = await timed(() => runEpochs(1));
  });
  return { ms, longTasks };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
