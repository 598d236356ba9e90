import { Failure } from '../failure.ts';
import { deinterlace } from '../gif/reader.ts';
import { refuseBombs } from './bomb-limit.ts';
import { decompressGif } from './gif-lzw.ts';
import { GifReader } from './gif-reader.ts';
import { clearedAt, type RawImage } from './raw-image.ts';

/**
 * Opens the first frame of a GIF file as Pillow's `GifImagePlugin` does.
 *
 * The canvas is the logical screen, and larger where the frame reaches beyond it. What the frame does not cover has the
 * transparent index, or 0. Transparent pixels keep the colour of their index.
 *
 * @throws Failure where Pillow raises an error: `decode`, or `limit`.
 */
export function openGif(bytes: Uint8Array<ArrayBuffer>): RawImage {
  const { screen, globalPalette, frame, transparent, dataAt } = new GifReader(bytes).read();
  const width = Math.max(screen.width, frame.left + frame.width);
  const height = Math.max(screen.height, frame.top + frame.height);
  refuseBombs({ width, height });
  if (frame.width < 1 || frame.height < 1) throw new Failure('decode', 'its first picture has no pixels');
  const decompressed = decompressGif(bytes, dataAt, frame.codeSize, frame.width * frame.height);
  const pixels = frame.isInterlaced ? deinterlace(decompressed, frame.width, frame.height) : decompressed;
  const data = new Uint8Array(width * height).fill(transparent ?? 0);
  for (let y = 0; y < frame.height; y++) {
    data.set(pixels.subarray(y * frame.width, (y + 1) * frame.width), (frame.top + y) * width + frame.left);
  }
  const palette = frame.palette ?? globalPalette;
  if (!palette || isRamp(palette)) return { mode: 'L', width, height, data, transparency: transparent };
  return {
    mode: 'P',
    width,
    height,
    data,
    palette,
    alphas: transparent === undefined ? undefined : clearedAt(transparent),
  };
}

/** Whether each entry is the gray of its index; Pillow does without such a palette. */
function isRamp(palette: Uint8Array): boolean {
  return palette.every((value, at) => value === Math.floor(at / 3));
}
