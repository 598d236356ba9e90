import * as Comlink from 'comlink';
import { version } from '../package.json';
import { buffersOf, type Decoded, type PreparedPicture, type ResampledPicture } from '../src/engine/picture.ts';
import { resample } from '../src/engine/resample.ts';
import { compileAhead, isInKernels, letGoOfLargeMemory } from '../src/kernels/kernels.ts';
import type { Geometry, ResamplePlan } from '../src/resample/plan.ts';
import { createPlanner } from '../src/resample/planner.ts';
import type { Size } from '../src/resample/window.ts';
import { decodedBytes } from './decoded-bytes.ts';
import { DECODERS } from './decoders.ts';
import { discard } from './discard.ts';
import { exactBytes } from './exact-bytes.ts';
import { readOrientation } from './exif-orientation.ts';
import { attempt, Failure } from './failure.ts';
import { fingerprint } from './fingerprint.ts';
import { decodeJpeg, decodeJpegToCoefficients } from './jpeg-decoder.ts';
import { type JpegWay, jpegWay } from './jpeg-way.ts';
import { type PictureHeader, readHeader } from './picture-header.ts';
import { loadImage } from './pillow/load-image.ts';
import { probeBrowser } from './probe-browser.ts';
import type { DecodeWorker, FileToOpen, OpenedPicture, PreparedResult, PrepareRequest } from './protocol.ts';
import { readFile } from './read-file.ts';
import { storeCalls } from './store/store-calls.ts';
import { turnUpright } from './turn-upright.ts';

interface OpenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header: PictureHeader;
  readonly orientation: number;
  readonly request: PrepareRequest;
  /** How our own decoder takes it, if it is a JPEG file. */
  readonly way: JpegWay | undefined;
}

const opened = new Map<number, OpenFile>();
const plan = createPlanner();

const worker: DecodeWorker = {
  ...storeCalls,

  hello: () => version,

  probe: () => attempt('unsupported', probeBrowser),

  async open(files) {
    const started = performance.now();
    const reading = files.map(({ file }) => readFile(file));
    // Compiles them while the disk reads, so that the first picture need not wait: 10 ms (Chromium 156).
    if (files.some(({ request }) => request.output === 'resampled')) compileAhead();
    await Promise.allSettled(reading);
    const readMs = (performance.now() - started) / files.length;
    return Promise.all(
      files.map((file, index) => attempt('read', async () => open(file, await reading[index]!, readMs))),
    );
  },

  async prepare(wanted) {
    const outcomes = await Promise.all(
      wanted.map(({ id, spare }) => attempt('decode', () => prepare(takeOut(id), spare))),
    );
    const made = outcomes.flatMap((outcome) => (outcome.ok ? buffersOf(outcome.value.picture) : []));
    return Comlink.transfer(outcomes, made);
  },

  close(id) {
    letGo(takeOut(id));
  },

  async readFile(file) {
    const outcome = await attempt('read', () => readFile(file));
    return outcome.ok ? Comlink.transfer(outcome, [outcome.value.buffer]) : outcome;
  },

  async loadImage(bytes, request) {
    const outcome = await attempt('decode', () => loadImage(bytes, request));
    letGoOfLargeMemory();
    return outcome.ok ? Comlink.transfer(outcome, [outcome.value.data.buffer]) : outcome;
  },
};

function takeOut(id: number): OpenFile | undefined {
  const file = opened.get(id);
  opened.delete(id);
  return file;
}

function letGo(file: OpenFile | undefined): void {
  if (file) discard(file.bytes.buffer);
}

function open({ id, request }: FileToOpen, bytes: Uint8Array<ArrayBuffer>, readMs: number): OpenedPicture {
  try {
    return settle(id, request, bytes, readMs);
  } catch (error) {
    discard(bytes.buffer);
    throw error;
  }
}

/** Reads the header of a file, and settles how it will be decoded. */
function settle(id: number, request: PrepareRequest, bytes: Uint8Array<ArrayBuffer>, readMs: number): OpenedPicture {
  const header = readHeader(bytes);
  const orientation = header.format === 'jpeg' ? readOrientation(bytes) : 1;
  const { format, width, height } = header;
  const isOurs = format === 'jpeg' && request.decode !== 'browser';
  const way = isOurs ? jpegWay(header, orientation, request, (size) => planPicture(size, request.geometry)) : undefined;
  opened.set(id, { bytes, header, orientation, request, way });
  return {
    format,
    width,
    height,
    orientation,
    decodedBytes: decodedBytes(header, bytes.length, request, way),
    readMs,
    fingerprint: request.wantsFingerprint ? fingerprint(bytes) : null,
  };
}

/** Lets the file go at once, and not with those that are decoded together with it: nothing is awaited that need not be. */
async function prepare(file: OpenFile | undefined, spare: ArrayBuffer | undefined): Promise<PreparedResult> {
  if (!file) throw new Failure('worker-lost', 'it was let go before it was decoded');
  try {
    const started = performance.now();
    const { output, shape, geometry, bytesWhereExact } = file.request;
    // What our own decoders give may lie in memory that the next picture takes.
    const decoding = decode(file);
    const decoded = decoding instanceof Promise ? await decoding : decoding;
    const decodedAt = performance.now();
    const planned = file.way?.kind === 'samples' ? file.way.plan : planPicture(decoded, geometry);
    const picture: PreparedPicture =
      output === 'resampled' && decoded.kind === 'samples'
        ? resampled(resample(decoded, planned, shape, spare), bytesWhereExact)
        : { kind: 'planned', decoded: ownMemory(decoded), plan: planned };
    return { picture, decodeMs: decodedAt - started, resampleMs: performance.now() - decodedAt };
  } finally {
    letGo(file);
    letGoOfLargeMemory();
  }
}

function decode({ bytes, header: { format }, orientation, request, way }: OpenFile): Decoded | Promise<Decoded> {
  const { channels } = request.shape;
  if (way?.kind === 'coefficients') return decodeJpegToCoefficients(bytes, channels);
  if (way) return turnUpright(decodeJpeg(bytes, channels, way.excerpt), way.turn);
  const turn = request.orientation === 'apply' ? orientation : 1;
  const samples = DECODERS[request.decode === 'browser' ? 'browser' : 'exact'][format](bytes, channels);
  return samples instanceof Promise
    ? samples.then((picture) => turnUpright(picture, turn))
    : turnUpright(samples, turn);
}

function resampled(data: Float32Array<ArrayBuffer>, bytesWhereExact: boolean): ResampledPicture {
  return { kind: 'resampled', data: (bytesWhereExact && exactBytes(data)) || data };
}

/** Copies samples that lie in the kernels' memory: only what has memory of its own can be handed over. */
function ownMemory(decoded: Decoded): Decoded {
  if (decoded.kind !== 'samples' || !isInKernels(decoded.data)) return decoded;
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
