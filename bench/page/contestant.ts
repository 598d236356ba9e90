import type * as tf from '@tensorflow/tfjs';
import type { StageTimings } from '../../src/index.ts';
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

/** The rooms of the table: ours, those that make batches too, and decoding alone. */
export type Group = 'ours' | 'peer' | 'decoding';

/** One line of the table. */
export interface Contestant {
  readonly group: Group;
  readonly name: string;
  /** The backend of tfjs that it runs on; `null` where it makes no tensors. */
  readonly backend: 'cpu' | 'webgpu' | null;
  /** Workers of its own; `null` where it has none. */
  readonly workers: number | null;
  /** Does what is not measured, and gives what is: a run over all files that leads to its stages, if it knows them. */
  prepare(task: Task): Promise<Run>;
}

export type Run = (onBatch: OnBatch) => Promise<StageTimings | undefined>;
