import type { Samples } from '../src/engine/picture.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { inflateRows } from './png/image-data.ts';
import { layOut } from './png/layout.ts';
import { readPng } from './png/reader.ts';
import { toSamples } from './png/samples.ts';
import { unfilter } from './png/unfilter.ts';

/**
 * Decodes a PNG file to the samples of TensorFlow's `DecodePngV2`, which are those of libpng 1.6.39.
 *
 * One difference is on purpose: see `grayColors` about alpha.
 *
 * @throws Failure where TensorFlow raises an error: `decode`, `unsupported` or, for its size, `limit`.
 */
export function decodePng(bytes: Uint8Array<ArrayBuffer>, channels: Channels): Samples {
  const png = readPng(bytes);
  const layout = layOut(png.header);
  const rows = inflateRows(png.imageData, layout);
  unfilter(rows, layout);
  return toSamples(png, rows, layout, channels);
}
