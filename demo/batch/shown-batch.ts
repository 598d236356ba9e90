import { type ReadonlySignal, signal } from '@preact/signals';
import type { TracedBatch } from '../../src/index.ts';
import { explainError } from '../messages/explain-error.ts';
import type { Pictures } from '../pictures/find-pictures.ts';
import { work } from '../work.ts';
import type { Sample } from './read-batch.ts';

/** The part of the split that is shown. */
export type Part = 'training' | 'validation';

/** What is in the grid. After a change the old samples stay until the new ones are there. */
export interface ShownBatch {
  readonly state: 'loading' | 'shown' | 'failed';
  readonly part: Part;
  /** In the epoch, from 1. */
  readonly number: number;
  readonly batches: number;
  /** Of the batch. */
  readonly pictures: number;
  /** The first of them. */
  readonly samples: readonly Sample[];
  readonly engine: 'webgpu' | 'cpu' | null;
  /** What went wrong; empty where nothing did. */
  readonly problem: string;
}

const NOTHING: ShownBatch = {
  state: 'loading',
  part: 'training',
  number: 0,
  batches: 0,
  pictures: 0,
  samples: [],
  engine: null,
  problem: '',
};

const current = signal<ShownBatch>(NOTHING);
let pictures: Pictures | undefined;
let batches: AsyncGenerator<TracedBatch> | undefined;
/** The epoch of which a batch is under way. */
let asked: typeof batches;

/** The batch on the page. */
export const shownBatch: ReadonlySignal<ShownBatch> = current;

/** Shows the first batch of other pictures, or of other options. */
export async function showPictures(shown: Pictures, isNewFolder: boolean): Promise<void> {
  pictures = shown;
  if (isNewFolder) current.value = NOTHING;
  await showPart(current.value.part);
}

/** Shows the first batch of a part. */
export async function showPart(part: Part): Promise<void> {
  endEpoch();
  current.value = { ...current.value, state: 'loading', part, number: 0 };
  await showNextBatch();
}

/** Shows the next batch of the epoch, after the last one the first of the next epoch; not while one is under way. */
export async function showNextBatch(): Promise<void> {
  const before = current.value;
  const shown = pictures!;
  const dataset = shown[before.part];
  batches ??= dataset.batches();
  const reading = batches;
  if (reading === asked) return;
  asked = reading;
  try {
    const { value: batch } = await reading.next();
    if (reading !== batches) {
      batch?.xs.dispose();
      batch?.ys?.dispose();
      return;
    }
    if (!batch) {
      endEpoch();
      // An epoch without any batch has only broken files.
      if (before.number === 0) return fail('None of these files can be decoded. Bring other pictures.');
      return showPart(before.part);
    }
    const samples = await work().readBatch(batch, dataset.classNames);
    if (reading !== batches) return;
    const { engine } = dataset.report;
    current.value = {
      ...before,
      state: 'shown',
      number: before.number + 1,
      batches: dataset.size,
      pictures: batch.filePaths.length,
      samples,
      engine,
      problem: '',
    };
  } catch (error) {
    if (reading === batches) fail(explainError(error));
  } finally {
    if (reading === asked) asked = undefined;
  }
}

/** What goes on after a failure is another epoch. */
function fail(problem: string): void {
  endEpoch();
  current.value = { ...current.value, state: 'failed', number: 0, samples: [], problem };
}

function endEpoch(): void {
  void batches?.return(undefined);
  batches = undefined;
}
