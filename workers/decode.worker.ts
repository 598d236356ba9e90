import * as Comlink from 'comlink';
import { version } from '../package.json';
import { resampleOnCpu } from '../src/engine/cpu-resample.ts';
import { buffersOf, type PreparedPicture } from '../src/engine/picture.ts';
import type { Geometry, ResamplePlan } from '../src/resample/plan.ts';
import { createPlanner } from '../src/resample/planner.ts';
import type { Size } from '../src/resample/window.ts';
import { DECODERS } from './decoders.ts';
import { readOrientation } from './exif-orientation.ts';
import { attempt, Failure } from './failure.ts';
import { toSamples } from './jpeg-decoder.ts';
import { type PictureHeader, readHeader } from './picture-header.ts';
import { probeBrowser } from './probe-browser.ts';
import type { DecodeWorker, PreparedResult, PrepareRequest } from './protocol.ts';
import { turnUpright } from './turn-upright.ts';

interface OpenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header: PictureHeader;
  readonly orientation: number;
}

const opened = new Map<number, OpenFile>();
const plan = createPlanner();

const worker: DecodeWorker = {
  hello: () => version,

  probe: () => attempt('unsupported', probeBrowser),

  open: (id, file) =>
    attempt('read', async () => {
      const started = performance.now();
      const bytes = new Uint8Array(await file.arrayBuffer());
      const header = readHeader(bytes);
      const orientation = header.format === 'jpeg' ? readOrientation(bytes) : 1;
      opened.set(id, { bytes, header, orientation });
      const { format, decodedBytes } = header;
      return { format, orientation, decodedBytes, readMs: performance.now() - started };
    }),

  async prepare(id, request) {
    const outcome = await attempt('decode', () => prepare(id, request));
    return outcome.ok ? Comlink.transfer(outcome, [...buffersOf(outcome.value.picture)]) : outcome;
  },

  close(id) {
    opened.delete(id);
  },
};

async function prepare(id: number, request: PrepareRequest): Promise<PreparedResult> {
  const file = opened.get(id);
  if (!file) throw new Failure('worker-lost', 'it was let go before it was decoded');
  opened.delete(id);
  const started = performance.now();
  const { decode, orientation, output, shape, geometry } = request;
  const decoded = await DECODERS[decode][file.header.format](file.bytes, shape.channels);
  const turn = orientation === 'apply' ? file.orientation : 1;
  // The GPU takes coefficients; the CPU engine, and turning, need samples.
  const needsSamples = output === 'resampled' || turn !== 1;
  const samples = needsSamples && decoded.kind === 'coefficients' ? toSamples(decoded, shape.channels) : decoded;
  const ready = samples.kind === 'samples' ? turnUpright(samples, turn) : samples;
  const decodedAt = performance.now();
  const planned = planPicture(ready, geometry);
  const picture: PreparedPicture =
    output === 'resampled' && ready.kind === 'samples'
      ? { kind: 'resampled', data: resampleOnCpu(ready, planned, shape) }
      : { kind: 'planned', decoded: ready, plan: planned };
  return { picture, decodeMs: decodedAt - started, resampleMs: performance.now() - decodedAt };
}

function planPicture(size: Size, geometry: Geometry): ResamplePlan {
  const planned = plan(size, geometry);
  const { width, height } = planned.window.target;
  if (width > 0 && height > 0) return planned;
  const shape = `${size.width} × ${size.height}`;
  throw new Failure('unsupported', `it is so elongated (${shape}) that padToAspectRatio leaves no pixel of it`);
}

Comlink.expose(worker);
