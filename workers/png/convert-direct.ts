import type { Channels } from '../../src/pixel-mode.ts';
import type { Convert } from './convert.ts';
import type { Png } from './reader.ts';
import { chooseToGray } from './to-gray.ts';

/** Converts pixels that consist of samples of 8 or 16 bits; of the latter the high byte is left (`png_do_chop`). */
export function convertDirect(png: Png, channels: Channels): Convert {
  if (channels > 1) return toColor(png, channels === 4);
  return png.header.hasColor ? colorToGray(png) : grayToGray(png);
}

function grayToGray({ header }: Png): Convert {
  const pixelBytes = (header.channels * header.depth) / 8;
  return (rows, from, count, data, to, step) => {
    for (let pixel = 0; pixel < count; pixel++, from += pixelBytes, to += step) data[to] = rows[from]!;
  };
}

function colorToGray(png: Png): Convert {
  const { channels, depth } = png.header;
  const toGray = chooseToGray(png);
  if (depth === 8) {
    return (rows, from, count, data, to, step) => {
      for (let pixel = 0; pixel < count; pixel++, from += channels, to += step) {
        data[to] = toGray(rows[from]!, rows[from + 1]!, rows[from + 2]!);
      }
    };
  }
  return (rows, from, count, data, to, step) => {
    const sample = (at: number): number => (rows[at]! << 8) | rows[at + 1]!;
    for (let pixel = 0; pixel < count; pixel++, from += channels * 2, to += step) {
      data[to] = toGray(sample(from), sample(from + 2), sample(from + 4));
    }
  };
}

function toColor(png: Png, wantsAlpha: boolean): Convert {
  const { hasColor, hasAlpha, depth, channels } = png.header;
  const bytes = depth / 8;
  const pixelBytes = channels * bytes;
  const green = hasColor ? bytes : 0;
  const blue = hasColor ? bytes * 2 : 0;
  const alpha = pixelBytes - bytes;
  const key = transparentBytes(png);
  const isTransparent = (rows: Uint8Array, at: number): boolean => {
    for (let byte = 0; byte < key.length; byte++) if (rows[at + byte] !== key[byte]) return false;
    return key.length > 0;
  };
  return (rows, from, count, data, to, step) => {
    for (let pixel = 0; pixel < count; pixel++, from += pixelBytes, to += step) {
      data[to] = rows[from]!;
      data[to + 1] = rows[from + green]!;
      data[to + 2] = rows[from + blue]!;
      if (wantsAlpha) data[to + 3] = hasAlpha ? rows[from + alpha]! : isTransparent(rows, from) ? 0 : 255;
    }
  };
}

/** The bytes of a pixel in the transparent colour; none without one. Of its 16 bits a sample those count that there are. */
function transparentBytes({ header, transparency }: Png): Uint8Array {
  const bytes = transparency ?? new Uint8Array();
  return header.depth === 16 ? bytes : bytes.filter((_, index) => index % 2 === 1);
}
