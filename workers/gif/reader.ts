import { Failure } from '../failure.ts';
import { refuseHuge } from '../sample-limit.ts';
import { GifCursor, GifDamage } from './cursor.ts';
import { decompress, MAX_PIXELS_PER_BYTE } from './lzw.ts';

/** What TensorFlow renders of a GIF file: its first frame, and the size that all of them together take up. */
export interface Gif {
  /** Width of the widest frame, in pixels; the logical screen plays no part. */
  readonly width: number;
  /** Height of the highest frame, in pixels. */
  readonly height: number;
  readonly first: GifFrame;
}

interface FrameHeader {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isInterlaced: boolean;
  /** Red, green and blue of each colour: the frame's own, else the file's. */
  readonly colors: Uint8Array | undefined;
  /** Bits of a pixel in the compressed data. */
  readonly codeSize: number;
}

/** A frame with its colour indices. */
export interface GifFrame extends FrameHeader {
  /** Rows top to bottom: `[height, width]`. */
  readonly pixels: Uint8Array;
  /** The colour index that is not drawn, or -1. */
  readonly transparent: number;
}

export const IMAGE = 0x2c;
export const EXTENSION = 0x21;
export const TRAILER = 0x3b;
export const GRAPHIC_CONTROL = 0xf9;

/**
 * Reads a whole GIF file as giflib 5.2.1 with TensorFlow's patches does (`DGifOpen`, `DGifSlurp`).
 *
 * Every frame is decompressed, for one that is broken ends the reading and does not count for the size.
 *
 * @throws Failure `decode` where there is no whole frame.
 */
export function readGif(bytes: Uint8Array): Gif {
  const cursor = new GifCursor(bytes, 0);
  const globalColors = orFail(() => readScreen(cursor), 'its GIF header is cut off');
  let gif: Gif | undefined;
  let transparent: number | undefined;
  try {
    for (;;) {
      const introducer = cursor.byte();
      if (introducer === TRAILER) break;
      if (introducer === EXTENSION) {
        const found = readExtension(cursor);
        transparent ??= found;
      } else if (introducer === IMAGE) {
        gif = readFrame(cursor, globalColors, transparent ?? -1, gif);
        transparent = undefined;
      } else {
        throw new GifDamage();
      }
    }
  } catch (error) {
    if (!(error instanceof GifDamage)) throw error;
    if (!gif) throw new Failure('decode', 'its GIF data is damaged or cut off');
  }
  if (!gif) throw new Failure('decode', 'it is a GIF file without a picture');
  return gif;
}

function orFail<T>(read: () => T, reason: string): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof GifDamage ? new Failure('decode', reason) : error;
  }
}

/** Passes over signature and logical screen descriptor and returns the global colour table. */
export function readScreen(cursor: GifCursor): Uint8Array | undefined {
  cursor.take(10);
  const flags = cursor.byte();
  cursor.take(2);
  return readColors(cursor, flags);
}

function readColors(cursor: GifCursor, flags: number): Uint8Array | undefined {
  return flags & 0x80 ? cursor.take(3 << ((flags & 7) + 1)) : undefined;
}

/**
 * Passes over an extension; of a graphic control extension it returns the transparent index, or -1.
 *
 * Where the first block is a terminator already, giflib still reads the blocks behind it.
 */
export function readExtension(cursor: GifCursor): number | undefined {
  const label = cursor.byte();
  const block = cursor.block();
  cursor.skipBlocks();
  if (label !== GRAPHIC_CONTROL || block.length === 0) return undefined;
  return block.length === 4 && block[0]! & 1 ? block[3]! : -1;
}

/** Reads a frame: the first with its pixels, a later one for its size. */
function readFrame(
  cursor: GifCursor,
  globalColors: Uint8Array | undefined,
  transparent: number,
  before: Gif | undefined,
): Gif {
  const header = readFrameHeader(cursor, globalColors);
  const { width, height, codeSize } = header;
  const count = width * height;
  if (before) {
    decompress(cursor, codeSize, count);
    return { ...before, width: Math.max(before.width, width), height: Math.max(before.height, height) };
  }
  refuseHuge(width, height);
  const pixels = new Uint8Array(count);
  decompress(cursor, codeSize, count, pixels);
  const rows = header.isInterlaced ? deinterlace(pixels, width, height) : pixels;
  return { width, height, first: { ...header, pixels: rows, transparent } };
}

export function readFrameHeader(cursor: GifCursor, globalColors: Uint8Array | undefined): FrameHeader {
  const left = cursor.word();
  const top = cursor.word();
  const width = cursor.word();
  const height = cursor.word();
  const flags = cursor.byte();
  const colors = readColors(cursor, flags) ?? globalColors;
  const codeSize = cursor.byte();
  // `INT_MAX` is giflib's limit. Where there is too little data for so many pixels, it would find out in the end.
  const mostPixels = Math.min((cursor.bytes.length - cursor.at) * MAX_PIXELS_PER_BYTE, 0x7fffffff);
  if (codeSize > 8 || width * height < 1 || width * height > mostPixels) throw new GifDamage();
  return { left, top, width, height, isInterlaced: (flags & 0x40) !== 0, colors, codeSize };
}

/** Puts rows that arrive in four passes in order (GIF89a, appendix E). */
export function deinterlace(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(pixels.length);
  let from = 0;
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    for (let y = start; y < height; y += step, from += width) rows.set(pixels.subarray(from, from + width), y * width);
  }
  return rows;
}
