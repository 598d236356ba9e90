import { imageDatasetFromDirectory } from '../../src/index.ts';
import type { Contestant } from './contestant.ts';

/** The first epoch of a dataset: its workers start within the time; listing the directory is not part of it. */
export function ours(engine: 'cpu' | 'webgpu', decode: 'exact' | 'browser', workers: number): Contestant {
  return {
    group: 'ours',
    name: `decode: '${decode}'`,
    backend: engine,
    workers,
    async prepare({ directory, size: imageSize, batchSize }) {
      const options = { engine, decode, workers, imageSize, batchSize, labels: null, shuffle: false, verbose: false };
      const dataset = await imageDatasetFromDirectory(directory, options);
      return async (onBatch) => {
        try {
          for await (const { xs } of dataset.batches()) await onBatch(xs);
          return dataset.report.timings;
        } finally {
          dataset.dispose();
        }
      };
    },
  };
}
