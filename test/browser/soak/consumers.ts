import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../../demo/sample/random.ts';
import { isImageDatasetError, type LabelledDataset } from '../../../src/index.ts';
import { numberOf } from '../tiny-pictures.ts';
import { NumberedFolder } from './numbered-folder.ts';

/** Goes through an epoch, or stops before its end; gives the rows that came. It fails where a row is not what its label says. */
export type Consumer = (
  dataset: LabelledDataset,
  random: Random,
  isEnd: (error: unknown) => boolean,
) => Promise<number>;

export const CONSUMERS: Readonly<Record<string, Consumer>> = {
  async 'all of an iterator'(dataset, _, isEnd) {
    return pull(dataset, Number.POSITIVE_INFINITY, isEnd);
  },

  async 'an iterator that is forgotten'(dataset, random, isEnd) {
    return pull(dataset, random.pick([0, 1, 2]), isEnd);
  },

  async 'all of batches()'(dataset, _, isEnd) {
    return traced(dataset, Number.POSITIVE_INFINITY, isEnd);
  },

  async 'batches() that are left'(dataset, random, isEnd) {
    return traced(dataset, random.pick([1, 2]), isEnd);
  },

  async 'two calls at a time'(dataset, _, isEnd) {
    const iterator = await dataset.iterator();
    let rows = 0;
    for (;;) {
      const results = await Promise.allSettled([iterator.next(), iterator.next()]);
      for (const result of results) {
        if (result.status === 'rejected') expectNamed(result.reason, isEnd);
        else if (!result.value.done) rows += await check(result.value.value);
      }
      const [, last] = results;
      if (last.status === 'rejected' ? isEnd(last.reason) : last.value.done) return rows;
    }
  },
};

async function pull(dataset: LabelledDataset, batches: number, isEnd: (error: unknown) => boolean): Promise<number> {
  const iterator = await dataset.iterator();
  let rows = 0;
  for (let left = batches; left > 0; left--) {
    try {
      const { value, done } = await iterator.next();
      if (done) break;
      rows += await check(value);
    } catch (error) {
      expectNamed(error, isEnd);
      if (isEnd(error)) break;
    }
  }
  return rows;
}

async function traced(dataset: LabelledDataset, batches: number, isEnd: (error: unknown) => boolean): Promise<number> {
  let rows = 0;
  try {
    let left = batches;
    for await (const batch of dataset.batches()) {
      rows += await check(batch, batch.filePaths);
      if (--left === 0) break;
    }
  } catch (error) {
    expectNamed(error, isEnd);
  }
  return rows;
}

/** Each row shows which file it is; its label, and the path where there is one, have to be that file's. */
async function check({ xs, ys }: { xs: tf.Tensor; ys: tf.Tensor }, paths?: readonly string[]): Promise<number> {
  try {
    const [pixels, labels] = await Promise.all([xs.data(), ys.data()]);
    const length = pixels.length / labels.length;
    for (const [row, label] of labels.entries()) {
      const index = NumberedFolder.indexOf(numberOf(pixels.subarray(row * length, row * length + 3)));
      const path = paths?.[row] ?? NumberedFolder.pathOf(index);
      if (label !== NumberedFolder.labelOf(index) || path !== NumberedFolder.pathOf(index)) {
        throw new Error(`The picture of file ${index} came with the label ${label} and the path ${path}.`);
      }
    }
    return labels.length;
  } finally {
    tf.dispose([xs, ys]);
  }
}

function expectNamed(error: unknown, isEnd: (error: unknown) => boolean): void {
  if (isEnd(error) || isImageDatasetError(error, 'no-images')) return;
  if (isImageDatasetError(error, 'read', 'decode', 'worker-lost') && error.path !== undefined) return;
  throw error;
}
