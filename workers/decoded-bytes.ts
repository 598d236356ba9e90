import { elementsPerPicture } from '../src/engine/output-layout.ts';
import { MAX_PACKED_BYTES } from '../src/jpeg/coefficients.ts';
import { coefficientBytes, type Frame } from '../src/jpeg/frame.ts';
import { scratchBytes } from '../src/jpeg/pixels.ts';
import { OVERRUN, planeBytes, scaledGeometry } from '../src/jpeg/plane.ts';
import { reducedSize } from '../src/jpeg/reduction.ts';
import type { JpegWay } from './jpeg-way.ts';
import type { PictureHeader } from './picture-header.ts';
import type { PrepareRequest } from './protocol.ts';

/**
 * Tells how many bytes are held when most are: while a picture is decoded, resampled where a worker does that, and copied for
 * the way to the page.
 *
 * @param way - How our own decoder takes it, if it is a JPEG file and not the browser's work.
 */
export function decodedBytes(
  { format, width, height, jpeg }: PictureHeader,
  fileBytes: number,
  { decode, output, shape }: PrepareRequest,
  way: JpegWay | undefined,
): number {
  // Made in the kernels' memory, and handed over in a buffer of its own.
  const result = output === 'resampled' ? 2 * elementsPerPicture(shape) * Float32Array.BYTES_PER_ELEMENT : 0;
  if (way && jpeg?.frame) {
    const held =
      way.kind === 'coefficients'
        ? ofCoefficients(jpeg.frame, fileBytes)
        : ofSamples(jpeg.frame, jpeg.hasOneScan, way, shape.channels, output);
    // The kernels work on a copy of the file, and on one of its entropy-coded data.
    return 2 * fileBytes + held + result;
  }
  const isBrowsersWork = decode === 'browser' || format === 'webp' || format === 'avif';
  // The browser's bitmap beside the samples; the samples beside their copy in the kernels' memory.
  const copies = isBrowsersWork || output === 'resampled' ? 2 : 1;
  return copies * width * height * 4 + result;
}

/** A block in packed form: its word in the table, its DC coefficient, the mask, and what fills up its last word. */
const PACKED_BLOCK_BYTES = 19;

/** Each coefficient takes two bits of the file at least, and one byte in packed form; larger ones more of both. */
const PACKED_BYTES_PER_FILE_BYTE = 4;

function ofCoefficients(frame: Frame, fileBytes: number): number {
  const all = sum(frame.components.map((component) => coefficientBytes(frame, component)));
  const blocks = sum(frame.components.map(({ blocksWide, blocksHigh }) => blocksWide * blocksHigh));
  const packed = Math.min(
    MAX_PACKED_BYTES * blocks,
    PACKED_BLOCK_BYTES * blocks + PACKED_BYTES_PER_FILE_BYTE * fileBytes,
  );
  // Packed in the kernels' memory, and handed over in buffers of their own.
  return all + 2 * packed;
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
