import { type DatasetReport, type ImageDatasetOptions, imageDatasetFromDirectory } from '../../src/index.ts';
import type { Contestant } from './contestant.ts';

const EPOCHS_TO_FILL = 5;

type Engine = 'cpu' | 'webgpu';

/**
 * The first epoch of a dataset: its workers start within the time; listing the directory is not part of it.
 *
 * @param workers - As many as the library likes where it is `null`.
 */
export function firstEpoch(
  engine: Engine,
  workers: number | null,
  options: Pick<ImageDatasetOptions, 'decode'>,
): Contestant {
  const { decode } = options;
  return epoch(decode ? `decode: '${decode}', first epoch` : 'first epoch', engine, workers, options);
}

/** A later epoch of a dataset that keeps its pictures. */
export function cachedEpoch(engine: Engine, workers: number | null, cache: 'memory' | 'disk'): Contestant {
  return epoch(`cache: '${cache}', later epoch`, engine, workers, { cache });
}

function epoch(
  name: string,
  engine: Engine,
  workers: number | null,
  options: Pick<ImageDatasetOptions, 'decode' | 'cache'>,
): Contestant {
  return {
    group: 'ours',
    name,
    backend: engine,
    workers,
    async prepare({ directory, files, size: imageSize, batchSize }) {
      // All fit: what does not would be decoded again, which is another measurement.
      const cacheBytes = files.length * imageSize ** 2 * 3 * Float32Array.BYTES_PER_ELEMENT;
      const common = { engine, imageSize, batchSize, labels: null, shuffle: false, verbose: false } as const;
      const ofWorkers = workers === null ? {} : { workers };
      const dataset = await imageDatasetFromDirectory(directory, {
        ...common,
        ...ofWorkers,
        ...options,
        ...(options.cache ? { cacheBytes } : {}),
      });
      // A disk that can't keep up leaves some out, and takes them in another epoch.
      for (let epoch = 0; options.cache && epoch < EPOCHS_TO_FILL && !isFilled(dataset.report, epoch); epoch++) {
        for await (const { xs } of dataset.batches()) {
          // What a GPU still has to do would count for the epoch that is measured.
          await xs.data();
          xs.dispose();
        }
      }
      return async (onBatch) => {
        try {
          for await (const { xs } of dataset.batches()) await onBatch(xs);
          return dataset.report;
        } finally {
          dataset.dispose();
        }
      };
    },
  };
}

function isFilled({ cache }: DatasetReport, epochs: number): boolean {
  return epochs > 0 && cache?.leftOut === 0;
}
