import { Failure } from '../failure.ts';
import { type BmpHeader, readBmpHeader } from './bmp-header.ts';
import { layOutPixels, type RawMode } from './bmp-layout.ts';
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
  const { mode, pixelBits, unpack } = layOutPixels(header);
  if (mode === 'P' && palette.length >= 257 * header.entryBytes) {
    throw new Failure('decode', `it has a palette of ${Math.floor(palette.length / header.entryBytes)} colours`);
  }
  const rows = header.isRunLength ? runLengthRows(bytes, header, mode) : plainRows(bytes, header, pixelBits);
  const data = new Uint8Array(width * height * CHANNELS[mode]);
  const unpackRow = header.isRunLength ? copy : unpack;
  for (let row = 0; row < height; row++) {
    const y = header.isTopDown ? row : height - 1 - row;
    unpackRow(rows.bytes, rows.from + row * rows.stride, width, data, y * width * CHANNELS[mode]);
  }
  return mode === 'P' ? { mode, width, height, data, palette: toRgb(header) } : { mode, width, height, data };
}

const CHANNELS: Readonly<Record<RawMode, number>> = { '1': 1, L: 1, P: 1, RGB: 3, RGBA: 4 };

interface Rows {
  readonly bytes: Uint8Array;
  /** Byte at which the first row begins, and from there to the next. */
  readonly from: number;
  readonly stride: number;
}

function plainRows(bytes: Uint8Array, { width, height, bits, dataAt }: BmpHeader, pixelBits: number): Rows {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const rowBytes = Math.ceil((width * pixelBits) / 8);
  const end = dataAt + stride * (height - 1) + rowBytes;
  if (rowBytes > stride || end > bytes.length) throw new Failure('decode', 'its BMP data is cut off');
  return { bytes, from: dataAt, stride };
}

function runLengthRows(bytes: Uint8Array, header: BmpHeader, mode: RawMode): Rows {
  // Pillow reads indices only into the modes that have them.
  if (mode !== 'P' && mode !== 'L') throw new Failure('unsupported', 'its BMP data is compressed, but has no colours');
  return { bytes: decodeRunLengths(bytes, header), from: 0, stride: header.width };
}

function copy(bytes: Uint8Array, from: number, count: number, data: Uint8Array, to: number): void {
  data.set(bytes.subarray(from, from + count), to);
}

/** The palette, which is blue, green, red and maybe a byte of nothing. */
function toRgb({ palette, entryBytes }: BmpHeader): Uint8Array {
  const colors = Math.floor(palette.length / entryBytes);
  return Uint8Array.from({ length: colors * 3 }, (_, at) => palette[Math.floor(at / 3) * entryBytes + 2 - (at % 3)]!);
}
