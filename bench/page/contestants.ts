import { nextTask } from '../../src/waiting/next-task.ts';
import { anyPicture, fillBatches } from '../peers/bare-batches.ts';
import { bestPractice } from '../peers/best-practice.ts';
import { decodeOnly, type Route } from '../peers/decode-only.ts';
import { naiveLoop } from '../peers/naive-loop.ts';
import type { Backend, Contestant } from './contestant.ts';
import { cachedEpoch, firstEpoch } from './ours.ts';

/** Who takes part in each run; `large` is on the CPU because the GPUs of servers are software. */
export const CONTESTANTS: Readonly<Record<'rates' | 'free' | 'large', readonly Contestant[]>> = {
  // How many workers there are matters where the GPU does not do most of the work.
  rates: [
    firstEpoch('cpu', 1, { decode: 'exact' }),
    firstEpoch('cpu', 2, { decode: 'exact' }),
    firstEpoch('cpu', 1, { decode: 'browser' }),
    firstEpoch('cpu', 2, { decode: 'browser' }),
    cachedEpoch('cpu', 1, 'memory'),
    cachedEpoch('cpu', 1, 'disk'),
    firstEpoch('webgpu', 2, { decode: 'exact' }),
    cachedEpoch('webgpu', 2, 'memory'),
    firstEpoch('webgpu', 2, { decode: 'browser' }),
    peer('naive loop', naiveLoop, 'cpu'),
    peer('naive loop', naiveLoop, 'webgl'),
    peer('naive loop', naiveLoop, 'webgpu'),
    peer('best practice', bestPractice, 'cpu'),
    peer('best practice', bestPractice, 'webgl'),
    peer('best practice', bestPractice, 'webgpu'),
    decoding('createImageBitmap, read back', 'bitmap', 1),
    decoding('createImageBitmap, read back', 'bitmap', 2),
    // Chromium has it; Safari does not.
    ...('ImageDecoder' in globalThis
      ? [
          decoding('ImageDecoder, planes', 'planes', 1),
          decoding('ImageDecoder, planes', 'planes', 2),
          planesAndBatches(2),
        ]
      : []),
    picturesInMemory(),
  ],
  free: [
    firstEpoch('cpu', null, {}),
    cachedEpoch('cpu', null, 'memory'),
    firstEpoch('webgpu', null, {}),
    cachedEpoch('webgpu', null, 'memory'),
    // One more than leaves a core to the page.
    firstEpoch('cpu', 2, {}),
    firstEpoch('webgpu', 2, {}),
    peer('best practice', bestPractice, 'cpu'),
    // Workers busy, the page idle: what the machine alone makes of the probe.
    decoding('createImageBitmap, read back', 'bitmap', 2),
  ],
  large: [
    firstEpoch('cpu', null, {}),
    firstEpoch('cpu', null, { decode: 'reduced' }),
    peer('best practice', bestPractice, 'cpu'),
  ],
};

function peer(name: string, load: typeof naiveLoop, backend: Backend): Contestant {
  return {
    group: 'peer',
    name,
    backend,
    workers: null,
    prepare:
      async ({ files, size, batchSize }) =>
      async (onBatch) => {
        await load(files, size, batchSize, onBatch);
        return undefined;
      },
  };
}

function decoding(name: string, route: Route, workers: number): Contestant {
  return {
    group: 'decoding',
    name,
    backend: null,
    workers,
    prepare:
      async ({ files }) =>
      async () => {
        await decodeOnly(files, route, workers);
        return undefined;
      },
  };
}

/** What decoding alone leaves of its rate to somebody who makes batches, of anything. */
function planesAndBatches(workers: number): Contestant {
  return {
    group: 'bound',
    name: 'ImageDecoder, planes, and batches of one picture that lies in memory',
    backend: 'cpu',
    workers,
    prepare: async ({ files, size, batchSize }) => {
      const picture = anyPicture(size);
      return async (onBatch) => {
        const fill = fillBatches(files.length, size, batchSize, onBatch);
        await decodeOnly(files, 'planes', workers, () => fill(picture));
        return undefined;
      };
    },
  };
}

/** What later epochs from memory come down to. */
function picturesInMemory(): Contestant {
  return {
    group: 'bound',
    name: 'batches of pictures that lie in memory',
    backend: 'cpu',
    workers: null,
    prepare: async ({ files, size, batchSize }) => {
      const pictures = files.map(() => anyPicture(size));
      return async (onBatch) => {
        const fill = fillBatches(files.length, size, batchSize, onBatch);
        for (const [index, picture] of pictures.entries()) {
          await fill(picture);
          if (index % batchSize === 0) await nextTask();
        }
        return undefined;
      };
    },
  };
}
