import { PIXEL_MODES, type PixelData, type Pixels } from '../../pixel-mode.ts';
import type { Size } from '../window.ts';
import type { Box } from './box.ts';

/** Cuts a box of whole pixels out (Pillow's `ImagingCrop`). */
export function crop(pixels: Pixels, [left, top]: Box, { width, height }: Size): PixelData {
  return pick(
    pixels,
    Int32Array.from({ length: width }, (_, column) => left + column),
    Int32Array.from({ length: height }, (_, row) => top + row),
  );
}

/** Resizes without weights: each pixel is the one that its centre falls in (Pillow's `ImagingTransform`). */
export function pickNearest(pixels: Pixels, [left, top, right, bottom]: Box, { width, height }: Size): PixelData {
  const place = pixels.mode === 'I;16' ? multiplied : added;
  return pick(
    pixels,
    place(width, left, Math.fround(right - left) / width),
    place(height, top, Math.fround(bottom - top) / height),
  );
}

/** Pillow adds step after step, and what that loses decides where a centre lies on a border. */
function added(places: number, from: number, step: number): Int32Array {
  let at = from + step * 0.5;
  return Int32Array.from({ length: places }, () => {
    const place = Math.floor(at);
    at += step;
    return place;
  });
}

/** Only for mode `I;16` it multiplies. */
function multiplied(places: number, from: number, step: number): Int32Array {
  return Int32Array.from({ length: places }, (_, place) => Math.floor(step * (place + 0.5) + from));
}

/** Takes the pixels at these columns and rows; beyond the picture all is 0. */
function pick({ mode, width, height, data }: Pixels, columns: Int32Array, rows: Int32Array): PixelData {
  const { channels, array } = PIXEL_MODES[mode];
  const picked = new array(columns.length * rows.length * channels);
  let to = 0;
  for (const row of rows) {
    for (const column of columns) {
      const from = (row * width + column) * channels;
      if (row < height && column < width) {
        for (let channel = 0; channel < channels; channel++) picked[to + channel] = data[from + channel]!;
      }
      to += channels;
    }
  }
  return picked;
}
