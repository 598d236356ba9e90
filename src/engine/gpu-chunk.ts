import type { Arena } from './gpu-arena.ts';
import {
  columnBytes,
  type JpegForm,
  jpegForm,
  jpegRecord,
  PLANE_WORDS,
  planeRecord,
  sampleBytes,
} from './jpeg-records.ts';
import type { Coefficients, PlannedPicture, Samples } from './picture.ts';
import { type PixelAddresses, packTables, pictureRecord } from './picture-record.ts';

const WORD_BYTES = 4;

/** Pictures that lie in the arena and wait to be made together: the records that the shaders read, word by word. */
export interface Chunk {
  readonly pictures: number[];
  readonly planes: number[];
  /** The largest plane: how far their dispatch has to reach. */
  readonly planeExtent: { blocksWide: number; blocksHigh: number };
  /** JPEG pictures by their form; most folders have one or two. */
  readonly jpegs: Map<string, JpegGroup>;
}

/** JPEG pictures of one form: what is compiled into the shader for them. */
export interface JpegGroup {
  readonly form: JpegForm;
  readonly records: number[];
  /** The largest picture. */
  readonly extent: { width: number; height: number };
}

/** A chunk without pictures. */
export function emptyChunk(): Chunk {
  return { pictures: [], planes: [], planeExtent: { blocksWide: 0, blocksHigh: 0 }, jpegs: new Map() };
}

/** Bytes of the arena that a picture takes up, what the shaders write included; each part is rounded up to words. */
export function arenaBytes({ decoded, plan }: PlannedPicture): number {
  const parts = [plan.x, plan.y].flatMap(({ starts, weights }) => [starts.byteLength, weights.byteLength]);
  if (decoded.kind === 'samples') parts.push(windowRows(decoded, plan.window.source).byteLength);
  else {
    parts.push(decoded.width * decoded.height * WORD_BYTES);
    for (const plane of decoded.planes) {
      parts.push(plane.packed.byteLength, plane.multipliers.byteLength, columnBytes(plane), sampleBytes(plane));
    }
  }
  return parts.reduce((sum, bytes) => sum + Math.ceil(bytes / WORD_BYTES) * WORD_BYTES, 0);
}

/** Uploads a picture, and adds its records to the chunk. */
export function addPicture(arena: Arena, chunk: Chunk, row: number, { decoded, plan }: PlannedPicture): void {
  const { top, left } = plan.window.source;
  const pixels =
    decoded.kind === 'samples'
      ? addSamples(arena, decoded, plan.window.source)
      : addCoefficients(arena, chunk, decoded, top, left);
  const tables = arena.write(packTables(plan)) / WORD_BYTES;
  chunk.pictures.push(...pictureRecord(row, plan, pixels, tables));
}

interface Rows {
  readonly top: number;
  readonly height: number;
}

/** The rows of the window, the only ones that are uploaded. */
function windowRows({ width, stride, data }: Samples, { top, height }: Rows): Uint8Array<ArrayBuffer> {
  return data.subarray(top * width * stride, (top + height) * width * stride);
}

function addSamples(arena: Arena, samples: Samples, window: Rows & { readonly left: number }): PixelAddresses {
  const { width, stride } = samples;
  const origin = arena.write(windowRows(samples, window)) + window.left * stride;
  return { origin, bytesPerRow: width * stride, bytesPerPixel: stride };
}

function addCoefficients(arena: Arena, chunk: Chunk, jpeg: Coefficients, top: number, left: number): PixelAddresses {
  const { planeExtent, planes } = chunk;
  const firstPlane = planes.length / PLANE_WORDS;
  for (const plane of jpeg.planes) {
    const packed = arena.write(plane.packed) / WORD_BYTES;
    const multipliers = arena.write(plane.multipliers) / WORD_BYTES;
    const columns = arena.reserve(columnBytes(plane)) / WORD_BYTES;
    const samples = arena.reserve(sampleBytes(plane)) / WORD_BYTES;
    planes.push(...planeRecord(plane, { packed, multipliers, columns, samples }));
    planeExtent.blocksWide = Math.max(planeExtent.blocksWide, plane.blocksWide);
    planeExtent.blocksHigh = Math.max(planeExtent.blocksHigh, plane.blocksHigh);
  }
  const pixels = arena.reserve(jpeg.width * jpeg.height * WORD_BYTES);
  const { records, extent } = groupOf(chunk, jpeg);
  records.push(...jpegRecord(jpeg, firstPlane, pixels / WORD_BYTES));
  extent.width = Math.max(extent.width, jpeg.width);
  extent.height = Math.max(extent.height, jpeg.height);
  const bytesPerRow = jpeg.width * WORD_BYTES;
  return { origin: pixels + top * bytesPerRow + left * WORD_BYTES, bytesPerRow, bytesPerPixel: WORD_BYTES };
}

function groupOf({ jpegs }: Chunk, jpeg: Coefficients): JpegGroup {
  const form = jpegForm(jpeg);
  const key = Object.values(form).join();
  const group = jpegs.get(key) ?? { form, records: [], extent: { width: 0, height: 0 } };
  jpegs.set(key, group);
  return group;
}
