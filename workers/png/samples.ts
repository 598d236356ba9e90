import type { Samples } from '../../src/engine/picture.ts';
import type { Channels } from '../../src/pixel-mode.ts';
import { type Convert, convertIndexed } from './convert.ts';
import { convertDirect } from './convert-direct.ts';
import type { PngHeader } from './header.ts';
import type { Layout } from './layout.ts';
import type { Png } from './reader.ts';

/** Makes samples of the unfiltered rows of a PNG file; they may take over the memory of these. */
export function toSamples(png: Png, rows: Uint8Array<ArrayBuffer>, layout: Layout, channels: Channels): Samples {
  const { width, height } = png.header;
  if (areSamples(png.header, channels)) {
    return { kind: 'samples', width, height, stride: png.header.channels, data: packRows(rows, layout) };
  }
  const convert = isIndexed(png.header) ? convertIndexed(png, channels) : convertDirect(png, channels);
  const data = new Uint8Array(width * height * channels);
  scatter(rows, layout, convert, { data, width, channels });
  return { kind: 'samples', width, height, stride: channels, data };
}

/** Whether the bytes of the rows are the samples already, perhaps with an alpha channel beyond those asked for. */
export function areSamples(header: PngHeader, channels: Channels): boolean {
  if (header.depth !== 8 || header.hasPalette || header.isInterlaced) return false;
  return header.hasColor ? channels > 1 && header.channels >= channels : header.channels === channels;
}

/** Whether a pixel is a number that a table of 256 colours can be asked for. */
function isIndexed({ hasPalette, hasColor, hasAlpha, depth }: PngHeader): boolean {
  return hasPalette || (!hasColor && !hasAlpha && depth <= 8);
}

/** Moves the rows together, over the filter types. */
export function packRows(rows: Uint8Array<ArrayBuffer>, { passes }: Layout): Uint8Array<ArrayBuffer> {
  const { height, rowBytes } = passes[0]!;
  for (let row = 0; row < height; row++) {
    const from = row * (1 + rowBytes) + 1;
    rows.copyWithin(row * rowBytes, from, from + rowBytes);
  }
  return rows.subarray(0, height * rowBytes);
}

/** Where samples go. */
interface Target {
  readonly data: Uint8Array;
  readonly width: number;
  /** Bytes of a pixel. */
  readonly channels: number;
}

/** Converts the rows of each pass to where their pixels belong. */
export function scatter(
  rows: Uint8Array,
  { passes }: Layout,
  convert: Convert,
  { data, width, channels }: Target,
): void {
  for (const { x, y, stepX, stepY, width: count, height, rowBytes, start } of passes) {
    for (let row = 0; row < height; row++) {
      const to = ((y + row * stepY) * width + x) * channels;
      convert(rows, start + row * (1 + rowBytes) + 1, count, data, to, stepX * channels);
    }
  }
}
