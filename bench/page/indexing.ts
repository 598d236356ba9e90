import * as tf from '@tensorflow/tfjs';
import { directoryFromDrop, imageDatasetFromDirectory, type LabelledDataset } from '../../src/index.ts';
import { onNextDrop } from './drops.ts';
import { marked } from './marked.ts';

/** The defaults, but for what would print. */
const OPTIONS = { imageSize: 224, seed: 1, verbose: false } as const;

/** A run over a dropped folder. */
interface Walked {
  readonly files: number;
  readonly ms: number;
}

/** Waits for a drop, and lists its entries with nothing but what the browser has. */
export function bareWalk(folders: 'one by one' | 'all at once'): Promise<Walked> {
  return onNextDrop(async (event) => {
    const started = performance.now();
    const entry = event.dataTransfer!.items[0]!.webkitGetAsEntry() as FileSystemDirectoryEntry;
    const files = await marked(() => countFiles(entry, folders));
    return { files, ms: performance.now() - started };
  });
}

async function countFiles(folder: FileSystemDirectoryEntry, folders: 'one by one' | 'all at once'): Promise<number> {
  const reader = folder.createReader();
  const inside: Promise<number>[] = [];
  let files = 0;
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) break;
    for (const entry of entries) {
      if (!entry.isDirectory) files++;
      else {
        const counted = countFiles(entry as FileSystemDirectoryEntry, folders);
        inside.push(counted);
        if (folders === 'one by one') await counted;
      }
    }
  }
  return (await Promise.all(inside)).reduce((sum, count) => sum + count, files);
}

/** Waits for a drop, and makes a dataset of it. */
export function ourIndex(): Promise<Walked> {
  return onNextDrop(async (event) => {
    const started = performance.now();
    const dataset = await marked(async () => imageDatasetFromDirectory(await directoryFromDrop(event), OPTIONS));
    const ms = performance.now() - started;
    dataset.dispose();
    return { files: dataset.filePaths.length, ms };
  });
}

/** How long the first batch took from the drop on, and what it is made of. */
interface FirstBatch {
  readonly indexMs: number;
  readonly totalMs: number;
  /** A first batch of workers that run already. */
  readonly batchMs: number;
  /** A first batch of workers that have to start, of a folder that is indexed already. */
  readonly startedBatchMs: number;
}

/** Waits for a drop, and takes the first batch of a seeded, shuffled dataset of it. */
export async function firstBatch(): Promise<FirstBatch> {
  await tf.setBackend('cpu');
  return onNextDrop(async (event) => {
    const started = performance.now();
    const directory = await directoryFromDrop(event);
    const dataset = await imageDatasetFromDirectory(directory, OPTIONS);
    const indexMs = performance.now() - started;
    const afterIndexMs = await takeOne(dataset);
    const batchMs = await takeOne(dataset);
    dataset.dispose();
    const again = await imageDatasetFromDirectory(directory, OPTIONS);
    const startedBatchMs = await takeOne(again);
    again.dispose();
    return { indexMs, totalMs: indexMs + afterIndexMs, batchMs, startedBatchMs };
  });
}

/** Takes one batch, in milliseconds. */
async function takeOne(dataset: LabelledDataset): Promise<number> {
  const started = performance.now();
  const batches = dataset.batches();
  const { value } = await batches.next();
  tf.dispose([value!.xs, value!.ys]);
  const ms = performance.now() - started;
  await batches.return();
  return ms;
}
