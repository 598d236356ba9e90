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
      ? [decoding('ImageDecoder, planes', 'planes', 1), decoding('ImageDecoder, planes', 'planes', 2)]
      : []),
  ],
  free: [
    firstEpoch('cpu', 2, { decode: 'exact' }),
    cachedEpoch('cpu', 2, 'memory'),
    firstEpoch('webgpu', 2, { decode: 'exact' }),
    cachedEpoch('webgpu', 2, 'memory'),
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
