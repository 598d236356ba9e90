import { type Convert, lookUp } from '../png/convert.ts';
import type { PngHeader } from '../png/header.ts';
import type { Layout } from '../png/layout.ts';
import { packRows, scatter } from '../png/samples.ts';
import type { RawImage } from './raw-image.ts';

/** Which mode a file opens in, and how the bytes of its pixels become Pillow's. */
interface Unpacking {
  readonly mode: '1' | 'L' | 'LA' | 'P' | 'RGB' | 'RGBA' | 'I;16';
  readonly channels: 1 | 2 | 3 | 4;
  readonly convert: Convert;
}

/** Makes an image of the unfiltered rows of a PNG file (`PngImagePlugin._MODES` and `Unpack.c`). */
export function unpackPng(
  header: PngHeader,
  palette: Uint8Array,
  rows: Uint8Array<ArrayBuffer>,
  layout: Layout,
): RawImage {
  const { width, height } = header;
  const { mode, channels, convert } = unpackingOf(header);
  const isInPlace = header.depth === 8 && !header.isInterlaced;
  const data = isInPlace ? packRows(rows, layout).slice() : new Uint8Array(width * height * channels);
  if (!isInPlace) scatter(rows, layout, convert, { data, width, channels });
  if (mode === 'P') return { mode, width, height, data, palette };
  if (mode === 'I;16') return { mode, width, height, data: new Uint16Array(data.buffer) };
  return { mode, width, height, data };
}

function unpackingOf({ depth, channels, hasPalette, hasColor, hasAlpha }: PngHeader): Unpacking {
  const isDeep = depth === 16;
  if (hasPalette) return { mode: 'P', channels: 1, convert: lookUp(depth, ramp(depth, 1), 1) };
  if (hasColor) {
    const picks = Array.from({ length: channels }, (_, channel) => (isDeep ? channel * 2 : channel));
    return hasAlpha
      ? { mode: 'RGBA', channels: 4, convert: pick(isDeep ? 8 : 4, picks) }
      : { mode: 'RGB', channels: 3, convert: pick(isDeep ? 6 : 3, picks) };
  }
  if (hasAlpha) {
    // Pillow has no mode for gray with alpha in 16 bits.
    return isDeep
      ? { mode: 'RGBA', channels: 4, convert: pick(4, [0, 0, 0, 2]) }
      : { mode: 'LA', channels: 2, convert: pick(2, [0, 1]) };
  }
  // Numbers in files begin with the high byte, those of typed arrays with the low one, on all processors there are.
  if (isDeep) return { mode: 'I;16', channels: 2, convert: pick(2, [1, 0]) };
  const convert = lookUp(depth, ramp(depth, 255 / (2 ** depth - 1)), 1);
  return { mode: depth === 1 ? '1' : 'L', channels: 1, convert };
}

function ramp(depth: number, step: number): Uint8Array {
  return Uint8Array.from({ length: 2 ** depth }, (_, index) => index * step);
}

/** Takes some bytes of each pixel: of samples of 16 bits the high ones. */
function pick(pixelBytes: number, picks: readonly number[]): Convert {
  return (rows, from, count, data, to, step) => {
    for (let pixel = 0; pixel < count; pixel++, from += pixelBytes, to += step) {
      picks.forEach((byte, channel) => {
        data[to + channel] = rows[from + byte]!;
      });
    }
  };
}
