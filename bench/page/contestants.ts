import { bestPractice } from '../peers/best-practice.ts';
import { decodeOnly, type Route } from '../peers/decode-only.ts';
import { naiveLoop } from '../peers/naive-loop.ts';
import type { Contestant } from './contestant.ts';
import { cachedEpoch, firstEpoch } from './ours.ts';

/** Everybody who takes part; how many workers there are matters where the GPU does not do most of the work. */
export const CONTESTANTS: readonly Contestant[] = [
  firstEpoch('cpu', 'exact', 1),
  firstEpoch('cpu', 'exact', 2),
  firstEpoch('cpu', 'browser', 1),
  firstEpoch('cpu', 'browser', 2),
  cachedEpoch('cpu', 1),
  cachedEpoch('cpu', 1, 'disk'),
  firstEpoch('webgpu', 'exact', 2),
  cachedEpoch('webgpu', 2),
  firstEpoch('webgpu', 'browser', 2),
  peer('naive loop', naiveLoop, 'cpu'),
  peer('naive loop', naiveLoop, 'webgpu'),
  peer('best practice', bestPractice, 'cpu'),
  peer('best practice', bestPractice, 'webgpu'),
  decoding('createImageBitmap, read back', 'bitmap', 1),
  decoding('createImageBitmap, read back', 'bitmap', 2),
  // Chromium has it; Safari does not.
  ...('ImageDecoder' in globalThis
    ? [decoding('ImageDecoder, planes', 'planes', 1), decoding('ImageDecoder, planes', 'planes', 2)]
    : []),
];

function peer(name: string, load: typeof naiveLoop, backend: 'cpu' | 'webgpu'): Contestant {
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
