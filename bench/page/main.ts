import '@tensorflow/tfjs-backend-webgpu';
import type { Contestant, Task } from './contestant.ts';
import { CONTESTANTS } from './contestants.ts';
import { drawPicture } from './drawn-picture.ts';
import { nextDroppedFolder } from './drops.ts';
import { type Fingerprint, fingerprints } from './fingerprints.ts';
import { bareWalk, firstBatch, ourIndex } from './indexing.ts';
import { indexDropped, indexInMemory, letGo, runEpoch } from './many.ts';
import { type Measurement, measure } from './measure.ts';
import { openSteady, runEpochs } from './steady.ts';
import { describePictures, firstFiles, openTask, type PictureFacts } from './task.ts';
import { type PageFacts, watchPage } from './watch-page.ts';

type RunName = keyof typeof CONTESTANTS;
type Failure = { readonly error: string };

/** What the runs in Node call, through Playwright. */
interface Bench {
  /** What WebGPU runs on. */
  adapter(): Promise<string>;
  drawPicture: typeof drawPicture;
  /** Waits for the folder that the contestants get, and counts its pictures. */
  takeFolder(setup: Pick<Task, 'size' | 'batchSize'>): Promise<number>;
  /** Tells about its pictures. */
  describe(): Promise<PictureFacts>;
  contestants(run: RunName): readonly Omit<Contestant, 'prepare'>[];
  /** Runs a contestant, by its place in {@link contestants}, over the first files. */
  run(run: RunName, place: number, files: number): Promise<Measurement | Failure>;
  /** The same, watching how free the page is. */
  watch(run: RunName, place: number, files: number): Promise<PageFacts | Failure>;
  /** Watches the page at rest. */
  rest(ms: number): Promise<PageFacts>;
  /** Loads its pictures. */
  fingerprints(engine: 'cpu' | 'webgpu', size: number): Promise<readonly Fingerprint[]>;
  bareWalk: typeof bareWalk;
  ourIndex: typeof ourIndex;
  firstBatch: typeof firstBatch;
  openSteady: typeof openSteady;
  runEpochs: typeof runEpochs;
  indexInMemory: typeof indexInMemory;
  letGo: typeof letGo;
  indexDropped: typeof indexDropped;
  runEpoch: typeof runEpoch;
}

declare global {
  var bench: Bench;
}

let all: Task;

globalThis.bench = {
  adapter,
  drawPicture,
  async takeFolder({ size, batchSize }) {
    all = await openTask(await nextDroppedFolder(), size, batchSize);
    return all.files.length;
  },
  describe: () => describePictures(all.files),
  contestants: (run) => CONTESTANTS[run].map(({ prepare: _, ...facts }) => facts),
  run: (run, place, files) => orFailure(() => measure(CONTESTANTS[run][place]!, firstFiles(all, files))),
  watch: (run, place, files) => orFailure(() => measureWatched(CONTESTANTS[run][place]!, firstFiles(all, files))),
  rest: (ms) => watchPage(() => new Promise((resolve) => setTimeout(resolve, ms))),
  fingerprints: (engine, size) => fingerprints(all.directory, engine, size),
  bareWalk,
  ourIndex,
  firstBatch,
  openSteady,
  runEpochs,
  indexInMemory,
  letGo,
  indexDropped,
  runEpoch,
};

/** Watches the run alone, not what it prepares. */
async function measureWatched(contestant: Contestant, task: Task): Promise<PageFacts> {
  let facts: PageFacts | undefined;
  const prepare: Contestant['prepare'] = async (given) => {
    const run = await contestant.prepare(given);
    return async (onBatch) => {
      facts = await watchPage(() => run(onBatch));
      return undefined;
    };
  };
  await measure({ ...contestant, prepare }, task);
  return facts!;
}

async function orFailure<T>(run: () => Promise<T>): Promise<T | Failure> {
  try {
    return await run();
  } catch (error) {
    return { error: String(error) };
  }
}

async function adapter(): Promise<string> {
  const found = await navigator.gpu?.requestAdapter();
  if (!found) return 'none';
  const { vendor, architecture, description, isFallbackAdapter } = found.info;
  const name = [vendor, architecture, description].filter(Boolean).join(' ');
  return isFallbackAdapter ? `${name}, in software` : name;
}
