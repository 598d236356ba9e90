import type * as tf from '@tensorflow/tfjs';
import type { DatasetReport } from '../../src/index.ts';
import type { PictureFile } from '../picture-file.ts';

/** What everybody gets. */
export interface Task {
  readonly directory: FileSystemDirectoryHandle;
  /** The files of the directory, in the order of ours. */
  readonly files: readonly PictureFile[];
  readonly size: number;
  readonly batchSize: number;
}

/** Takes a finished batch, which is disposed of once the next one comes. */
export type OnBatch = (images: tf.Tensor) => Promise<void>;

/** The rooms of the table: ours, those that make batches too, decoding alone, and what nobody who makes batches can do without. */
export type Group = 'ours' | 'peer' | 'decoding' | 'bound';

/** The backends of tfjs that somebody runs on. */
export type Backend = 'cpu' | 'webgl' | 'webgpu';

/** One line of the table. */
export interface Contestant {
  readonly group: Group;
  readonly name: string;
  /** `null` where it makes no tensors. */
  readonly backend: Backend | null;
  /** Workers of its own; `null` where it has none, or as many as it likes. */
  readonly workers: number | null;
  /** Does what is not measured, and gives what is: a run over all files that leads to its report, if it has one. */
  prepare(task: Task): Promise<Run>;
}

export type Run = (onBatch: OnBatch) => Promise<DatasetReport | undefined>;
