import { channelsOf, type PixelData, type Pixels } from '../../pixel-mode.ts';
import type { Size } from '../window.ts';
import { type Axis, resampleBytes, resampleWide } from './axis-pass.ts';
import { type AxisWeights, weighAxis } from './axis-weights.ts';
import { type Box, wholeBox } from './box.ts';
import { PILLOW_FILTERS, type PillowFilter, type PillowFilterName } from './filters.ts';
import { crop, pickNearest } from './pick.ts';
import { premultiply, unpremultiply } from './premultiplied.ts';

/**
 * Resizes a picture to the very numbers of Pillow 13.0.0's `Image.resize`.
 *
 * @param size - Of the result, 1 pixel at least in both directions.
 * @param box - The part of the picture that is resized; filters also see what lies around it.
 */
export function resizeLikePillow(
  pixels: Pixels,
  size: Size,
  filter: PillowFilterName | 'nearest',
  box: Box = wholeBox(pixels),
): Pixels {
  const { mode } = pixels;
  const [left, top, right, bottom] = box.map(Math.fround) as unknown as Box;
  const isWhole = left === 0 && top === 0 && right === pixels.width && bottom === pixels.height;
  if (isWhole && pixels.width === size.width && pixels.height === size.height) {
    return { ...pixels, data: pixels.data.slice() };
  }
  // Otherwise colours of transparent pixels would shine through. Multiplying loses some, even where nothing is resized.
  const isPremultiplied = mode === 'RGBA' && filter !== 'nearest';
  const source = isPremultiplied ? { ...pixels, data: premultiply(pixels.data as Uint8Array) } : pixels;
  const data = resizeData(source, size, filter, [left, top, right, bottom]);
  return { mode, ...sizeOf(size), data: isPremultiplied ? unpremultiply(data as Uint8Array) : data };
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function resizeData(pixels: Pixels, size: Size, filter: PillowFilterName | 'nearest', box: Box): PixelData {
  const [left, top, right, bottom] = box;
  const isCrop =
    Number.isInteger(left) &&
    Number.isInteger(top) &&
    Math.fround(right - left) === size.width &&
    Math.fround(bottom - top) === size.height;
  if (isCrop) return crop(pixels, box, size);
  if (filter === 'nearest') return pickNearest(pixels, box, size);
  return resample(pixels, size, PILLOW_FILTERS[filter], box);
}

/** Pillow's `ImagingResample`: one direction after the other, in the order that its release 13 takes. */
function resample(pixels: Pixels, size: Size, filter: PillowFilter, [left, top, right, bottom]: Box): PixelData {
  const { width, height } = pixels;
  const lostRows = height - size.height;
  const isRowsFirst = lostRows > 0 && lostRows > 2 * (width - size.width);
  const channels = channelsOf(pixels.mode);
  let data = pixels.data;
  let columns = width;
  let rows = height;
  const resizeColumns = (): void => {
    if (size.width === width && left === 0 && right === width) return;
    const weights = weighAxis(width, left, right, size.width, filter);
    data = pass(data, { outer: rows, length: width, inner: channels }, weights);
    columns = size.width;
  };
  const resizeRows = (): void => {
    if (size.height === height && top === 0 && bottom === height) return;
    const weights = weighAxis(height, top, bottom, size.height, filter);
    data = pass(data, { outer: 1, length: height, inner: columns * channels }, weights);
    rows = size.height;
  };
  for (const resize of isRowsFirst ? [resizeRows, resizeColumns] : [resizeColumns, resizeRows]) resize();
  return data;
}

function pass(data: PixelData, axis: Axis, axisWeights: AxisWeights): PixelData {
  if (data instanceof Uint8Array) return resampleBytes(data, axis, axisWeights);
  const length = axis.outer * axisWeights.starts.length * axis.inner;
  return data instanceof Uint16Array
    ? resampleWide(data, axis, axisWeights, new Uint16Array(length))
    : resampleWide(data, axis, axisWeights, new Int32Array(length));
}
