import { Failure } from '../failure.ts';
import type { BmpHeader } from './bmp-header.ts';

export type RawMode = '1' | 'L' | 'P' | 'RGB' | 'RGBA';

/** Unpacks a row, from a byte of the file to a byte of the data. */
export type UnpackRow = (bytes: Uint8Array, from: number, count: number, data: Uint8Array, to: number) => void;

/** Which mode a file opens in, and how its pixels become Pillow's. */
export interface PixelLayout {
  readonly mode: RawMode;
  /** Bits of the file that a pixel takes up; of a gray file these are those of the mode. */
  readonly pixelBits: number;
  readonly unpack: UnpackRow;
}

/**
 * Finds out how the pixels lie, as Pillow's `BmpImageFile._bitmap` does.
 *
 * @throws Failure `unsupported`
 */
export function layOutPixels(header: BmpHeader): PixelLayout {
  const { bits, masks } = header;
  if (![1, 4, 8, 16, 24, 32].includes(bits)) {
    throw new Failure('unsupported', `it is a BMP file of ${bits} bits per pixel, which Pillow does not know`);
  }
  const layout = masks ? layOutFields(bits, masks) : LAYOUTS[bits];
  if (layout) return layout;
  const { colors } = header;
  if (colors > 65536) throw new Failure('unsupported', `it has a palette of ${colors} colours`);
  if (!isGray(header)) return { mode: 'P', pixelBits: bits, unpack: indices(bits) };
  if (colors <= 2) return { mode: '1', pixelBits: 1, unpack: blackAndWhite };
  return { mode: 'L', pixelBits: 8, unpack: indices(8) };
}

const LAYOUTS: Readonly<Record<number, PixelLayout>> = {
  16: { mode: 'RGB', pixelBits: 16, unpack: words(5) },
  24: { mode: 'RGB', pixelBits: 24, unpack: picks(3, [2, 1, 0]) },
  32: { mode: 'RGB', pixelBits: 32, unpack: picks(4, [2, 1, 0]) },
};

/** The bytes that are red, green, blue and alpha, by the masks for them, of the layouts that Pillow knows. */
const FIELDS_32: Readonly<Record<string, readonly number[]>> = {
  'ff0000 ff00 ff 0': [2, 1, 0],
  'ff000000 ff0000 ff00 0': [3, 2, 1],
  'ff000000 ff00 ff 0': [3, 1, 0],
  'ff000000 ff0000 ff00 ff': [3, 2, 1, 0],
  'ff ff00 ff0000 ff000000': [0, 1, 2, 3],
  'ff0000 ff00 ff ff000000': [2, 1, 0, 3],
  'ff000000 ff00 ff ff0000': [3, 1, 0, 2],
  '0 0 0 0': [2, 1, 0, 3],
};

function layOutFields(bits: number, masks: readonly number[]): PixelLayout {
  const [red, green, blue] = masks;
  const isOf = (...wanted: readonly number[]): boolean => wanted.every((mask, index) => masks[index] === mask);
  const channels = FIELDS_32[masks.map((mask) => mask.toString(16)).join(' ')];
  if (bits === 32 && channels) {
    return { mode: channels.length === 4 ? 'RGBA' : 'RGB', pixelBits: 32, unpack: picks(4, channels) };
  }
  if (bits === 24 && isOf(0xff0000, 0xff00, 0xff)) return LAYOUTS[24]!;
  if (bits === 16 && isOf(0x7c00, 0x3e0, 0x1f)) return LAYOUTS[16]!;
  if (bits === 16 && isOf(0xf800, 0x7e0, 0x1f)) return { mode: 'RGB', pixelBits: 16, unpack: words(6) };
  const shown = [red, green, blue].map((mask) => mask?.toString(16)).join(', ');
  throw new Failure('unsupported', `it is a BMP file of ${bits} bits with masks ${shown}, which Pillow does not know`);
}

/** Whether each colour is the gray of its index; of two colours they are black and white. */
function isGray({ colors, palette, entryBytes }: BmpHeader): boolean {
  for (let index = 0; index < colors; index++) {
    const gray = (colors === 2 ? index * 255 : index) & 255;
    for (let byte = 0; byte < 3; byte++) if (palette[index * entryBytes + byte] !== gray) return false;
  }
  return true;
}

function indices(bits: number): UnpackRow {
  const mask = (1 << bits) - 1;
  return (bytes, from, count, data, to) => {
    for (let pixel = 0; pixel < count; pixel++) {
      const bit = pixel * bits;
      data[to + pixel] = (bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask;
    }
  };
}

function blackAndWhite(bytes: Uint8Array, from: number, count: number, data: Uint8Array, to: number): void {
  for (let pixel = 0; pixel < count; pixel++) {
    data[to + pixel] = bytes[from + (pixel >> 3)]! & (128 >> (pixel & 7)) ? 255 : 0;
  }
}

function picks(pixelBytes: number, channels: readonly number[]): UnpackRow {
  return (bytes, from, count, data, to) => {
    for (let pixel = 0; pixel < count; pixel++, from += pixelBytes) {
      for (const channel of channels) data[to++] = bytes[from + channel]!;
    }
  };
}

/** Red, green and blue in 5, `greenBits` and 5 bits of a word. */
function words(greenBits: 5 | 6): UnpackRow {
  const greenMask = (1 << greenBits) - 1;
  return (bytes, from, count, data, to) => {
    for (let pixel = 0; pixel < count; pixel++, from += 2) {
      const word = bytes[from]! | (bytes[from + 1]! << 8);
      data[to++] = (((word >> (5 + greenBits)) & 31) * 255) / 31;
      data[to++] = (((word >> 5) & greenMask) * 255) / greenMask;
      data[to++] = ((word & 31) * 255) / 31;
    }
  };
}
