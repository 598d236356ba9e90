import * as Comlink from 'comlink';
import { version } from '../package.json';
import { buffersOf, type Decoded, type PreparedPicture, type ResampledPicture } from '../src/engine/picture.ts';
import { resample } from '../src/engine/resample.ts';
import type { Geometry, ResamplePlan } from '../src/resample/plan.ts';
import { createPlanner } from '../src/resample/planner.ts';
import type { Size } from '../src/resample/window.ts';
import { DECODERS } from './decoders.ts';
import { exactBytes } from './exact-bytes.ts';
import { readOrientation } from './exif-orientation.ts';
import { attempt, Failure } from './failure.ts';
import { fingerprint } from './fingerprint.ts';
import { decodeJpegToCoefficients } from './jpeg-decoder.ts';
import { type PictureHeader, readHeader } from './picture-header.ts';
import { loadImage } from './pillow/load-image.ts';
import { probeBrowser } from './probe-browser.ts';
import type { DecodeWorker, FileToOpen, OpenedPicture, PreparedResult, PrepareRequest } from './protocol.ts';
import { readFiles } from './read-files.ts';
import { storeCalls } from './store/store-calls.ts';
import { turnUpright } from './turn-upright.ts';

interface OpenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header: PictureHeader;
  readonly orientation: number;
}

const opened = new Map<number, OpenFile>();
const plan = createPlanner();

const worker: DecodeWorker = {
  ...storeCalls,

  hello: () => version,

  probe: () => attempt('unsupported', probeBrowser),

  async open(files) {
    const started = performance.now();
    const contents = await readFiles(files.map(({ file }) => file));
    const readMs = (performance.now() - started) / files.length;
    return Promise.all(
      files.map((file, index) => attempt('read', async () => open(file, await contents[index]!, readMs))),
    );
  },

  async prepare(id, request, spare) {
    const outcome = await attempt('decode', () => prepare(id, request, spare));
    return outcome.ok ? Comlink.transfer(outcome, [...buffersOf(outcome.value.picture)]) : outcome;
  },

  close(id) {
    opened.delete(id);
  },

  async loadImage(file, request) {
    const read = await attempt('read', async () => new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return read;
    const outcome = await attempt('decode', () => loadImage(read.value, request));
    return outcome.ok ? Comlink.transfer(outcome, [outcome.value.data.buffer]) : outcome;
  },
};

function open({ id, isIdentified }: FileToOpen, bytes: Uint8Array<ArrayBuffer>, readMs: number): OpenedPicture {
  const header = readHeader(bytes);
  const orientation = header.format === 'jpeg' ? readOrientation(bytes) : 1;
  opened.set(id, { bytes, header, orientation });
  const { format, decodedBytes } = header;
  return { format, orientation, decodedBytes, readMs, fingerprint: isIdentified ? fingerprint(bytes) : '' };
}

async function prepare(id: number, request: PrepareRequest, spare?: ArrayBuffer): Promise<PreparedResult> {
  const file = opened.get(id);
  if (!file) throw new Failure('worker-lost', 'it was let go before it was decoded');
  opened.delete(id);
  const started = performance.now();
  const { output, shape, geometry, bytesWhereExact } = request;
  // Awaited only where it has to be: what our own decoders give may lie in memory that the next picture takes.
  const decoding = decode(file, request);
  const decoded = decoding instanceof Promise ? await decoding : decoding;
  const decodedAt = performance.now();
  const planned = planPicture(decoded, geometry);
  const picture: PreparedPicture =
    output === 'resampled' && decoded.kind === 'samples'
      ? resampled(resample(decoded, planned, shape, spare), bytesWhereExact)
      : { kind: 'planned', decoded: ownMemory(decoded), plan: planned };
  return { picture, decodeMs: decodedAt - started, resampleMs: performance.now() - decodedAt };
}

/** Decodes a file; coefficients are what the GPU takes of a JPEG file, but turning needs samples. */
function decode(
  { bytes, header: { format }, orientation }: OpenFile,
  { decode: way, orientation: policy, output, shape: { channels } }: PrepareRequest,
): Decoded | Promise<Decoded> {
  const turn = policy === 'apply' ? orientation : 1;
  if (format === 'jpeg' && way === 'exact' && output === 'planned' && turn === 1) {
    return decodeJpegToCoefficients(bytes, channels);
  }
  const samples = DECODERS[way][format](bytes, channels);
  return samples instanceof Promise
    ? samples.then((picture) => turnUpright(picture, turn))
    : turnUpright(samples, turn);
}

function resampled(data: Float32Array<ArrayBuffer>, bytesWhereExact: boolean): ResampledPicture {
  return { kind: 'resampled', data: (bytesWhereExact && exactBytes(data)) || data };
}

/** Copies samples that lie in the kernels' memory: only what has memory of its own can be handed over. */
function ownMemory(decoded: Decoded): Decoded {
  if (decoded.kind !== 'samples' || decoded.data.byteLength === decoded.data.buffer.byteLength) return decoded;
  return { ...decoded, data: decoded.data.slice() };
}

function planPicture(size: Size, geometry: Geometry): ResamplePlan {
  const planned = plan(size, geometry);
  const { width, height } = planned.window.target;
  if (width > 0 && height > 0) return planned;
  const shape = `${size.width} × ${size.height}`;
  throw new Failure('unsupported', `it is so elongated (${shape}) that padToAspectRatio leaves no pixel of it`);
}

Comlink.expose(worker);
