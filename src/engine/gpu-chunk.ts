import type { ResamplePlan } from '../resample/plan.ts';
import type { ChunkBytes } from './gpu-memory.ts';
import { type HostArena, roundUp } from './host-arena.ts';
import {
  columnBytes,
  type JpegForm,
  jpegForm,
  jpegRecord,
  PLANE_WORDS,
  planeRecord,
  sampleBytes,
} from './jpeg-records.ts';
import { sumBytes, takesTwoPasses } from './passes.ts';
import type { Coefficients, PlannedPicture, Samples } from './picture.ts';
import { type PixelAddresses, packTables, pictureRecord } from './picture-record.ts';

const WORD_BYTES = 4;

/** A dispatch has 65,535 layers at most, whatever the GPU; each picture takes one, or up to four for its planes. */
export const MAX_PICTURES: number = Math.floor(65_535 / 4);

/** Pictures that are made together: what is to be uploaded for them, and the records that the shaders read, word by word. */
export interface Chunk {
  /** How many pictures there are. */
  count: number;
  readonly uploads: HostArena;
  /** Bytes that the shaders need for what they make of coefficients, and between two passes. */
  readonly room: { scratch: number; sums: number };
  readonly planes: number[];
  /** The largest plane: how far their dispatch has to reach. */
  readonly planeExtent: { blocksWide: number; blocksHigh: number };
  /** JPEG pictures by their form; most folders have one or two. */
  readonly jpegs: Map<string, JpegGroup>;
  /** All pictures, by what decides how they are resampled. */
  readonly pictures: Map<string, PictureGroup>;
}

/** JPEG pictures of one form: what is compiled into the shader for them. */
export interface JpegGroup {
  readonly form: JpegForm;
  readonly records: number[];
  /** The largest picture. */
  readonly extent: { width: number; height: number };
}

/** What decides how pictures are resampled together. */
export interface Resampling {
  readonly pixels: 'uploads' | 'scratch';
  /** 1 to 4. */
  readonly bytesPerPixel: number;
  readonly passes: 'lerp' | 'one' | 'two';
}

/** Pictures that are resampled in one way. */
export interface PictureGroup {
  readonly way: Resampling;
  readonly records: number[];
  /** The widest window: how far the first of two passes has to reach. */
  readonly extent: { width: number };
}

/** A chunk without pictures; what it uploads is packed into `uploads`, which is emptied. */
export function emptyChunk(uploads: HostArena): Chunk {
  uploads.clear();
  return {
    count: 0,
    uploads,
    room: { scratch: 0, sums: 0 },
    planes: [],
    planeExtent: { blocksWide: 0, blocksHigh: 0 },
    jpegs: new Map(),
    pictures: new Map(),
  };
}

/** Bytes that a picture takes up in a chunk; each part is rounded up to words. */
export function bytesOnGpu({ decoded, plan }: PlannedPicture): ChunkBytes {
  const uploads = [plan.x, plan.y].flatMap(({ starts, weights }) => [starts.byteLength, weights.byteLength]);
  const scratch: number[] = [];
  if (decoded.kind === 'samples') uploads.push(windowRows(decoded, plan.window.source).byteLength);
  else {
    scratch.push(decoded.width * decoded.height * WORD_BYTES);
    for (const plane of decoded.planes) {
      uploads.push(plane.packed.byteLength, plane.multipliers.byteLength);
      scratch.push(columnBytes(plane), sampleBytes(plane));
    }
  }
  const sum = (parts: readonly number[]): number => parts.reduce((all, bytes) => all + roundUp(bytes, WORD_BYTES), 0);
  return { uploads: sum(uploads), scratch: sum(scratch), sums: sumBytes(plan) };
}

/** Bytes that a chunk takes up, its records left out. */
export function chunkBytes({ uploads, room }: Chunk): ChunkBytes {
  return { uploads: uploads.bytes.byteLength, ...room };
}

/** Packs a picture, and adds its records to the chunk. */
export function addPicture(chunk: Chunk, row: number, { decoded, plan }: PlannedPicture): void {
  const { top, left, width } = plan.window.source;
  const isSamples = decoded.kind === 'samples';
  const addresses = isSamples
    ? addSamples(chunk, decoded, plan.window.source)
    : addCoefficients(chunk, decoded, top, left);
  const tables = chunk.uploads.write(packTables(plan)) / WORD_BYTES;
  const sums = reserve(chunk, 'sums', sumBytes(plan));
  const group = pictureGroupOf(chunk, {
    pixels: isSamples ? 'uploads' : 'scratch',
    bytesPerPixel: isSamples ? decoded.stride : WORD_BYTES,
    passes: passesOf(plan),
  });
  chunk.count++;
  group.records.push(...pictureRecord(row, plan, addresses, { tables, sums }));
  group.extent.width = Math.max(group.extent.width, width);
}

interface Rows {
  readonly top: number;
  readonly height: number;
}

/** The rows of the window, the only ones that are uploaded. */
function windowRows({ width, stride, data }: Samples, { top, height }: Rows): Uint8Array<ArrayBuffer> {
  return data.subarray(top * width * stride, (top + height) * width * stride);
}

function addSamples({ uploads }: Chunk, samples: Samples, window: Rows & { readonly left: number }): PixelAddresses {
  const { width, stride } = samples;
  const origin = uploads.write(windowRows(samples, window)) + window.left * stride;
  return { origin, bytesPerRow: width * stride };
}

function addCoefficients(chunk: Chunk, jpeg: Coefficients, top: number, left: number): PixelAddresses {
  const { planeExtent, planes, uploads } = chunk;
  const firstPlane = planes.length / PLANE_WORDS;
  for (const plane of jpeg.planes) {
    const packed = uploads.write(plane.packed) / WORD_BYTES;
    const multipliers = uploads.write(plane.multipliers) / WORD_BYTES;
    const columns = reserve(chunk, 'scratch', columnBytes(plane)) / WORD_BYTES;
    const samples = reserve(chunk, 'scratch', sampleBytes(plane)) / WORD_BYTES;
    planes.push(...planeRecord(plane, { packed, multipliers, columns, samples }));
    planeExtent.blocksWide = Math.max(planeExtent.blocksWide, plane.blocksWide);
    planeExtent.blocksHigh = Math.max(planeExtent.blocksHigh, plane.blocksHigh);
  }
  const pixels = reserve(chunk, 'scratch', jpeg.width * jpeg.height * WORD_BYTES);
  const { records, extent } = jpegGroupOf(chunk, jpeg);
  records.push(...jpegRecord(jpeg, firstPlane, pixels / WORD_BYTES));
  extent.width = Math.max(extent.width, jpeg.width);
  extent.height = Math.max(extent.height, jpeg.height);
  const bytesPerRow = jpeg.width * WORD_BYTES;
  return { origin: pixels + top * bytesPerRow + left * WORD_BYTES, bytesPerRow };
}

/** Sets bytes aside that a shader will write, and returns the first. */
function reserve({ room }: Chunk, part: 'scratch' | 'sums', bytes: number): number {
  const begin = room[part];
  room[part] += bytes;
  return begin;
}

function jpegGroupOf({ jpegs }: Chunk, jpeg: Coefficients): JpegGroup {
  const form = jpegForm(jpeg);
  const key = Object.values(form).join();
  const group = jpegs.get(key) ?? { form, records: [], extent: { width: 0, height: 0 } };
  jpegs.set(key, group);
  return group;
}

function passesOf(plan: ResamplePlan): Resampling['passes'] {
  if (takesTwoPasses(plan)) return 'two';
  return plan.arithmetic === 'lerp' ? 'lerp' : 'one';
}

function pictureGroupOf({ pictures }: Chunk, way: Resampling): PictureGroup {
  const key = Object.values(way).join();
  const group = pictures.get(key) ?? { way, records: [], extent: { width: 0 } };
  pictures.set(key, group);
  return group;
}
