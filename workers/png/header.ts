import { Failure } from '../failure.ts';
import { refuseHuge } from '../sample-limit.ts';

/** What the IHDR chunk says (PNG specification, section 11.2.1). */
export interface PngHeader {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly hasPalette: boolean;
  readonly hasColor: boolean;
  readonly hasAlpha: boolean;
  readonly isInterlaced: boolean;
  /** Samples of a pixel. */
  readonly channels: number;
}

/** libpng's `PNG_USER_WIDTH_MAX` and `PNG_USER_HEIGHT_MAX`. */
const MAX_SIDE = 1_000_000;

/** The bit depths of each colour type (PNG specification, table 8). */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Reads the data of an IHDR chunk with the checks of libpng's `png_check_IHDR`.
 *
 * @throws Failure `decode`, or `limit` where TensorFlow finds the picture too large.
 */
export function readPngHeader(data: Uint8Array): PngHeader {
  const header = data.length === 13 ? parsePngHeader(data) : undefined;
  const hasKnownMethods = data[10] === 0 && data[11] === 0 && data[12]! < 2;
  if (!header || !hasKnownMethods) throw new Failure('decode', 'its PNG header is broken');
  const { width, height } = header;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new Failure('limit', `it claims ${width} × ${height} pixels; TensorFlow stops at ${MAX_SIDE} on a side`);
  }
  refuseHuge(width, height);
  return header;
}

/** Takes the data of an IHDR chunk apart, if there is a picture and its colour type has such a depth. */
export function parsePngHeader(data: Uint8Array): PngHeader | undefined {
  if (data.length < 13) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const depth = view.getUint8(8);
  const type = view.getUint8(9);
  if (!DEPTHS[type]?.includes(depth) || width < 1 || height < 1) return undefined;
  const hasPalette = (type & 1) !== 0;
  const hasColor = (type & 2) !== 0;
  const hasAlpha = (type & 4) !== 0;
  const channels = (hasColor && !hasPalette ? 3 : 1) + (hasAlpha ? 1 : 0);
  return { width, height, depth, hasPalette, hasColor, hasAlpha, isInterlaced: data[12] !== 0, channels };
}
