import type { AxisTaps } from '../resample/axis-taps.ts';
import type { PlannedPicture } from './picture.ts';

/** The number of 32-bit words in the shader's `Picture`. */
export const RECORD_WORDS = 17;

/** Where the parts of an uploaded picture begin in the arena. */
export interface ArenaAddresses {
  /** Bytes from the arena's start to the window's first row. */
  readonly rows: number;
  /** Words from the arena's start to the tables of {@link packTables}. */
  readonly tables: number;
}

/** The rows of the window, the only ones that are uploaded. */
export function windowRows({ decoded, plan }: PlannedPicture): Uint8Array<ArrayBuffer> {
  const { top, height } = plan.window.source;
  const bytesPerRow = decoded.width * decoded.stride;
  return decoded.data.subarray(top * bytesPerRow, (top + height) * bytesPerRow);
}

/** Starts and weights along x, then along y, in one run of 32-bit words. */
export function packTables({ plan: { x, y } }: PlannedPicture): Uint32Array<ArrayBuffer> {
  const packed = new Uint32Array(tableWords(x) + tableWords(y));
  let at = 0;
  for (const { starts, weights } of [x, y]) {
    packed.set(starts, at);
    packed.set(new Uint32Array(weights.buffer, weights.byteOffset, weights.length), at + starts.length);
    at += starts.length + weights.length;
  }
  return packed;
}

/** Fills in the shader's `Picture` (shaders/resample.wgsl), field by field. */
export function writePictureRecord(
  words: Uint32Array,
  record: number,
  index: number,
  { decoded, plan }: PlannedPicture,
  { rows, tables }: ArenaAddresses,
): void {
  const { source, target } = plan.window;
  const startsY = tables + tableWords(plan.x);
  words.set(
    [
      index,
      rows + source.left * decoded.stride,
      decoded.width * decoded.stride,
      decoded.stride,
      source.width - 1,
      source.height - 1,
      target.left,
      target.top,
      target.width,
      target.height,
      plan.x.taps,
      tables,
      tables + plan.x.starts.length,
      plan.y.taps,
      startsY,
      startsY + plan.y.starts.length,
      new Uint32Array(new Float32Array([plan.factor]).buffer)[0]!,
    ],
    record * RECORD_WORDS,
  );
}

function tableWords({ starts, weights }: AxisTaps): number {
  return starts.length + weights.length;
}
