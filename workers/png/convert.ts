import type { Channels } from '../../src/pixel-mode.ts';
import type { Png } from './reader.ts';
import { chooseToGray } from './to-gray.ts';

/**
 * Makes samples of 8 bits of the pixels in a row.
 *
 * @param from - byte at which the row begins.
 * @param to - byte at which the first pixel goes.
 * @param step - bytes from there to where the next pixel goes.
 */
export type Convert = (
  rows: Uint8Array,
  from: number,
  count: number,
  data: Uint8Array,
  to: number,
  step: number,
) => void;

/** Converts pixels that are a number of up to 8 bits: a palette index, or gray without alpha. */
export function convertIndexed(png: Png, channels: Channels): Convert {
  const colors = png.header.hasPalette ? paletteColors(png, channels) : grayColors(png, channels);
  return lookUp(png.header.depth, colors, channels);
}

/** Replaces numbers of `depth` bits by the samples that a table holds for each. */
export function lookUp(depth: number, colors: Uint8Array, channels: Channels): Convert {
  const mask = (1 << depth) - 1;
  return (rows, from, count, data, to, step) => {
    for (let pixel = 0; pixel < count; pixel++, to += step) {
      const bit = pixel * depth;
      const index = (rows[from + (bit >> 3)]! >> (8 - depth - (bit & 7))) & mask;
      const color = index * channels;
      data[to] = colors[color]!;
      if (channels === 1) continue;
      data[to + 1] = colors[color + 1]!;
      data[to + 2] = colors[color + 2]!;
      if (channels === 4) data[to + 3] = colors[color + 3]!;
    }
  };
}

/** The samples of each palette index (`png_do_expand_palette`); those beyond the palette are black. */
function paletteColors(png: Png, channels: Channels): Uint8Array {
  const { palette, transparency } = png;
  const entry = (index: number): readonly [number, number, number] => [
    palette[index * 3] ?? 0,
    palette[index * 3 + 1] ?? 0,
    palette[index * 3 + 2] ?? 0,
  ];
  if (channels === 1) {
    const toGray = chooseToGray(png);
    return Uint8Array.from({ length: 256 }, (_, index) => toGray(...entry(index)));
  }
  const colors = new Uint8Array(256 * channels).fill(255);
  for (let index = 0; index < 256; index++) {
    colors.set(entry(index), index * channels);
    if (channels === 4) colors[index * 4 + 3] = transparency?.[index] ?? 255;
  }
  return colors;
}

/**
 * The samples of each level of gray (`png_do_expand`).
 *
 * Alpha is 255 unless the file says otherwise; of files of 1, 2 and 4 bits, palette or not, TensorFlow makes it 1, 3 and
 * 15, for it scales everything but that.
 */
function grayColors({ header, transparency }: Png, channels: Channels): Uint8Array {
  const max = (1 << header.depth) - 1;
  const colors = new Uint8Array(256 * channels).fill(255);
  for (let level = 0; level <= max; level++) {
    colors.fill((level * 255) / max, level * channels, level * channels + Math.min(channels, 3));
    if (channels === 4 && transparency && (transparency[1]! & max) === level) colors[level * 4 + 3] = 0;
  }
  return colors;
}
