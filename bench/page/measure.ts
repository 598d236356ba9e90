import * as tf from '@tensorflow/tfjs';
import type { DatasetReport } from '../../src/index.ts';
import type { Contestant, Task } from './contestant.ts';

/** How long a contestant took for all files of a task. */
export interface Measurement {
  readonly seconds: number;
  /** What it had of the processors meanwhile, in all processes of the browser, in seconds. */
  readonly processorSeconds: number;
  /** Where the time went, of a dataset without a cache: its timings are of all epochs. */
  readonly stages?: DatasetReport['timings'] | undefined;
  readonly peakBytesInFlight?: number | undefined;
}

declare global {
  /** From Node, see `processor-seconds.mjs`. */
  function processorSeconds(): Promise<number>;
}

/** Runs a contestant once. The clock stops when the last batch can be read: a GPU works on after it is handed over. */
export async function measure({ backend, prepare }: Contestant, task: Task): Promise<Measurement> {
  if (backend && !(await tf.setBackend(backend))) throw new Error(`tfjs could not start its ${backend} backend`);
  const before = backend && tf.memory().numTensors;
  const run = await prepare(task);
  let images = 0;
  let last: tf.Tensor | undefined;
  const processorsBefore = await globalThis.processorSeconds();
  const started = performance.now();
  const report = await run(async (batch) => {
    last?.dispose();
    last = batch;
    images += batch.shape[0]!;
  });
  await last?.data();
  const seconds = (performance.now() - started) / 1000;
  const processorSeconds = (await globalThis.processorSeconds()) - processorsBefore;
  last?.dispose();
  if (before === null) return { seconds, processorSeconds };
  if (images !== task.files.length) throw new Error(`it made ${images} images of ${task.files.length}`);
  const left = tf.memory().numTensors - before;
  if (left > 0) throw new Error(`it left ${left} tensors behind`);
  const stages = report?.cache ? undefined : report?.timings;
  return { seconds, processorSeconds, stages, peakBytesInFlight: report?.peakBytesInFlight };
}
