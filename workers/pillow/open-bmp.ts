import { Failure } from '../failure.ts';
import { type BmpHeader, readBmpHeader } from './bmp-header.ts';
import { layOutPixels, type PixelLayout, type RawMode, type UnpackRow } from './bmp-layout.ts';
import { decodeRunLengths } from './bmp-run-lengths.ts';
import { refuseBombs } from './bomb-limit.ts';
import type { RawImage } from './raw-image.ts';

/**
 * Opens a BMP file as Pillow's `BmpImagePlugin` does.
 *
 * A palette that is nothing but the gray of each index is done without. Bit fields count only in the usual layouts.
 *
 * @throws Failure where Pillow raises an error: `decode`, `unsupported` or `limit`.
 */
export function openBmp(bytes: Uint8Array<ArrayBuffer>): RawImage {
  const header = readBmpHeader(bytes);
  const { width, height, palette } = header;
  if (width < 1 || height < 1) throw new Failure('decode', 'its BMP header is broken');
  refuseBombs(header);
  const layout = layOutPixels(header);
  const { mode } = layout;
  if (mode === 'P' && palette.length >= 257 * header.entryBytes) {
    throw new Failure('decode', `it has a palette of ${Math.floor(palette.length / header.entryBytes)} colours`);
  }
  const rows = header.isRunLength ? runLengthRows(bytes, header, mode) : plainRows(bytes, header, layout);
  const rowLength = width * CHANNELS[mode];
  const data = new Uint8Array(rowLength * height);
  for (let row = 0; row < height; row++) {
    const y = header.isTopDown ? row : height - 1 - row;
    rows.unpack(rows.bytes, rows.from + row * rows.stride, width, data, y * rowLength);
  }
  return mode === 'P' ? { mode, width, height, data, palette: toRgb(header) } : { mode, width, height, data };
}

const CHANNELS: Readonly<Record<RawMode, number>> = { '1': 1, L: 1, P: 1, RGB: 3, RGBA: 4 };

interface Rows {
  readonly bytes: Uint8Array;
  /** Byte at which the first row begins, and from there to the next. */
  readonly from: number;
  readonly stride: number;
  readonly unpack: UnpackRow;
}

function plainRows(bytes: Uint8Array, { width, height, bits, dataAt }: BmpHeader, layout: PixelLayout): Rows {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const rowBytes = Math.ceil((width * layout.pixelBits) / 8);
  const end = dataAt + stride * (height - 1) + rowBytes;
  if (rowBytes > stride || end > bytes.length) throw new Failure('decode', 'its BMP data is cut off');
  return { bytes, from: dataAt, stride, unpack: layout.unpack };
}

function runLengthRows(bytes: Uint8Array, header: BmpHeader, mode: RawMode): Rows {
  if (mode === 'RGB' || mode === 'RGBA') {
    throw new Failure('unsupported', 'its BMP data is compressed as that of a palette, which it does not have');
  }
  const unpack = mode === '1' ? bilevel : copy;
  return { bytes: decodeRunLengths(bytes, header), from: 0, stride: header.width, unpack };
}

function copy(bytes: Uint8Array, from: number, count: number, data: Uint8Array, to: number): void {
  data.set(bytes.subarray(from, from + count), to);
}

function bilevel(bytes: Uint8Array, from: number, count: number, data: Uint8Array, to: number): void {
  for (let pixel = 0; pixel < count; pixel++) data[to + pixel] = bytes[from + pixel] === 0 ? 0 : 255;
}

/** The palette, which is blue, green, red and maybe a byte of nothing. */
function toRgb({ palette, entryBytes }: BmpHeader): Uint8Array {
  const colors = Math.floor(palette.length / entryBytes);
  return Uint8Array.from({ length: colors * 3 }, (_, at) => palette[Math.floor(at / 3) * entryBytes + 2 - (at % 3)]!);
}
