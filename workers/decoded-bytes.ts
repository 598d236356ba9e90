import { elementsPerPicture } from '../src/engine/output-layout.ts';
import { MAX_PACKED_BYTES } from '../src/jpeg/coefficients.ts';
import { blocksOf, coefficientBytes, type Frame } from '../src/jpeg/frame.ts';
import { scratchBytes } from '../src/jpeg/pixels.ts';
import { OVERRUN, planeBytes, scaledGeometry } from '../src/jpeg/plane.ts';
import { reducedSize } from '../src/jpeg/reduction.ts';
import type { JpegWay } from './jpeg-way.ts';
import type { PictureHeader } from './picture-header.ts';
import { layOut } from './png/layout.ts';
import { areSamples } from './png/samples.ts';
import type { PrepareRequest } from './protocol.ts';

/**
 * Tells how many bytes are held when most are: while a picture is decoded, resampled where a worker does that, and copied for
 * the way to the page. What is not needed any more counts until garbage is collected, as the file does.
 *
 * @param way - How our own decoder takes it, if it is a JPEG file and not the browser's work.
 */
export function decodedBytes(
  header: PictureHeader,
  fileBytes: number,
  request: PrepareRequest,
  way: JpegWay | undefined,
): number {
  const { output, shape, bytesWhereExact } = request;
  // Made in the kernels' memory, and handed over in a buffer of its own, or as bytes.
  const elementBytes = 2 * Float32Array.BYTES_PER_ELEMENT + (bytesWhereExact ? 1 : 0);
  const result = output === 'resampled' ? elementsPerPicture(shape) * elementBytes : 0;
  const { jpeg } = header;
  if (!way || !jpeg?.frame) return fileBytes + ofOthers(header, fileBytes, request) + result;
  const held =
    way.kind === 'coefficients'
      ? ofCoefficients(jpeg.frame, fileBytes)
      : ofSamples(jpeg.frame, jpeg.hasOneScan, way, shape.channels, output);
  // The kernels work on a copy of the file, and on one of its entropy-coded data.
  return 3 * fileBytes + held + result;
}

/** Of files that are not JPEG, or the browser's work, beside the file. */
function ofOthers(
  { format, width, height, png }: PictureHeader,
  fileBytes: number,
  { decode, orientation, output, shape: { channels } }: PrepareRequest,
): number {
  const pixels = width * height;
  // Beside the samples there is their copy in the kernels' memory.
  const copies = output === 'resampled' ? 2 : 1;
  switch (decode === 'browser' ? 'browser' : format) {
    case 'bmp':
      return copies * pixels * channels;
    case 'gif':
      // Pixels as they come, and in order.
      return 2 * pixels + copies * pixels * channels;
    case 'png': {
      if (!png) return 0;
      const isInPlace = areSamples(png, channels);
      const samples = isInPlace ? (copies - 1) * png.channels : copies * channels;
      // The compressed data in one piece, and the rows.
      return fileBytes + layOut(png).bytes + pixels * samples;
    }
    default:
      // A copy that says it is upright, and the browser's own; its bitmap beside RGBA, or that beside its copy; what is turned,
      // and gray.
      return 2 * fileBytes + (orientation === 'apply' ? 3 : 2) * pixels * 4 + (channels === 1 ? pixels : 0);
  }
}

/** A block in packed form: its word in the table, its DC coefficient, the mask, and what fills up its last word. */
const PACKED_BLOCK_BYTES = 19;

/**
 * Each coefficient takes two bits of the file at least, and two bytes in packed form at most: a single one beyond int8 widens all
 * of its block.
 */
const PACKED_BYTES_PER_FILE_BYTE = 8;

function ofCoefficients(frame: Frame, fileBytes: number): number {
  const all = sum(frame.components.map((component) => coefficientBytes(frame, component)));
  const blocks = frame.components.map(blocksOf);
  // One plane after the other is packed in the kernels' memory; they are handed over in buffers of their own.
  return all + packedBytes(Math.max(...blocks), fileBytes) + packedBytes(sum(blocks), fileBytes);
}

function packedBytes(blocks: number, fileBytes: number): number {
  return Math.min(MAX_PACKED_BYTES * blocks, PACKED_BLOCK_BYTES * blocks + PACKED_BYTES_PER_FILE_BYTE * fileBytes);
}

function ofSamples(
  frame: Frame,
  hasOneScan: boolean,
  { excerpt: { eighths, rows, columns }, turn }: Extract<JpegWay, { kind: 'samples' }>,
  channels: number,
  output: PrepareRequest['output'],
): number {
  // With one scan, no block is held longer than it takes to make samples of it.
  const coefficients = hasOneScan ? [] : frame.components.map((component) => coefficientBytes(frame, component));
  const planes = frame.components.map((component) =>
    planeBytes(component, scaledGeometry(frame, component, eighths).side),
  );
  const { width } = reducedSize(frame, eighths);
  const pixels = rows.length * width * (channels === 1 ? 1 : 4);
  // Turned, or on its way to the page, it is there twice.
  const copies = turn !== 1 || output !== 'resampled' ? 2 : 1;
  const scratch = scratchBytes(planes.length, width + OVERRUN) + rows.byteLength + columns.byteLength;
  return sum(coefficients) + sum(planes) + copies * pixels + scratch;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
