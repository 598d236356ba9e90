import * as Comlink from 'comlink';
import { version } from '../package.json';
import { resampleOnCpu } from '../src/engine/cpu-resample.ts';
import type { Decoded, PreparedPicture } from '../src/engine/picture.ts';
import { createPlanner } from '../src/resample/planner.ts';
import { DECODERS } from './decoders.ts';
import { attempt, Failure } from './failure.ts';
import { type PictureHeader, readHeader } from './picture-header.ts';
import type { DecodeWorker, PreparedResult, PrepareRequest } from './protocol.ts';

const opened = new Map<number, { readonly bytes: Uint8Array<ArrayBuffer>; readonly header: PictureHeader }>();
const plan = createPlanner();

const worker: DecodeWorker = {
  hello: () => version,

  open: (id, file) =>
    attempt('read', async () => {
      const started = performance.now();
      const bytes = new Uint8Array(await file.arrayBuffer());
      const header = readHeader(bytes);
      opened.set(id, { bytes, header });
      return {
        format: header.format,
        decodedBytes: header.width * header.height * 4,
        readMs: performance.now() - started,
      };
    }),

  async prepare(id, request) {
    const outcome = await attempt('decode', () => prepare(id, request));
    return outcome.ok ? Comlink.transfer(outcome, [payload(outcome.value.picture)]) : outcome;
  },

  close(id) {
    opened.delete(id);
  },
};

async function prepare(id: number, request: PrepareRequest): Promise<PreparedResult> {
  const picture = opened.get(id);
  if (!picture) throw new Failure('worker-lost', 'it was let go before it was decoded');
  opened.delete(id);
  const started = performance.now();
  const decode = DECODERS[request.decode][picture.header.format];
  const decoded = await decode(picture.bytes, request.shape.channels);
  const decodedAt = performance.now();
  const prepared = resample(decoded, request);
  return { picture: prepared, decodeMs: decodedAt - started, resampleMs: performance.now() - decodedAt };
}

function resample(decoded: Decoded, { output, shape, geometry }: PrepareRequest): PreparedPicture {
  const planned = plan(decoded, geometry);
  const { width, height } = planned.window.target;
  if (width < 1 || height < 1) {
    throw new Failure(
      'unsupported',
      `it is so elongated (${decoded.width} × ${decoded.height}) that padToAspectRatio leaves no pixel of it`,
    );
  }
  return output === 'planned'
    ? { kind: 'planned', decoded, plan: planned }
    : { kind: 'resampled', data: resampleOnCpu(decoded, planned, shape) };
}

/** The large buffer, which moves to the page instead of being copied. */
function payload(picture: PreparedPicture): ArrayBuffer {
  return picture.kind === 'planned' ? picture.decoded.data.buffer : picture.data.buffer;
}

Comlink.expose(worker);
