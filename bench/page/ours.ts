import { imageDatasetFromDirectory } from '../../src/index.ts';
import type { Contestant } from './contestant.ts';

/** The first epoch of a dataset: its workers start within the time; listing the directory is not part of it. */
export function firstEpoch(engine: 'cpu' | 'webgpu', decode: 'exact' | 'browser', workers: number): Contestant {
  return epoch(`decode: '${decode}', first epoch`, engine, workers, { decode });
}

/** A later epoch of a dataset that keeps its pictures. */
export function cachedEpoch(
  engine: 'cpu' | 'webgpu',
  workers: number,
  cache: 'memory' | 'disk' = 'memory',
): Contestant {
  return epoch(`cache: '${cache}', later epoch`, engine, workers, { cache });
}

function epoch(
  name: string,
  engine: 'cpu' | 'webgpu',
  workers: number,
  options: { readonly decode: 'exact' | 'browser' } | { readonly cache: 'memory' | 'disk' },
): Contestant {
  return {
    group: 'ours',
    name,
    backend: engine,
    workers,
    async prepare({ directory, size: imageSize, batchSize }) {
      const common = { engine, workers, imageSize, batchSize, labels: null, shuffle: false, verbose: false } as const;
      const dataset = await imageDatasetFromDirectory(directory, { ...common, ...options });
      if ('cache' in options) {
        for await (const { xs } of dataset.batches()) {
          // What a GPU still has to do would count for the epoch that is measured.
          await xs.data();
          xs.dispose();
        }
      }
      return async (onBatch) => {
        try {
          for await (const { xs } of dataset.batches()) await onBatch(xs);
          return 'cache' in options ? undefined : dataset.report.timings;
        } finally {
          dataset.dispose();
        }
      };
    },
  };
}
