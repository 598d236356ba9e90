import type { Samples } from '../src/engine/picture.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { Failure } from './failure.ts';
import { grayLevel } from './gray-level.ts';
import { refuseHuge } from './sample-limit.ts';

/** Where the pixels of a BMP file lie, and in what form. */
interface Bitmap {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bytes of a pixel: 1 (an index), 3 (blue, green, red) or 4 (and alpha). */
  readonly pixelBytes: number;
  /** Byte of the file at which the topmost row begins. */
  readonly top: number;
  /** Bytes from a row to the one below it; negative where the rows go from bottom to top. */
  readonly pitch: number;
}

/**
 * Decodes a BMP file to the samples of TensorFlow's `DecodeBmpV2`, and gray, which that refuses.
 *
 * TensorFlow reads no palette, compression or bit masks: the samples of an 8-bit file are its palette indices, alpha is
 * whatever the fourth byte holds, and the file has to be exactly as long as its header says.
 *
 * @throws Failure `decode` or `unsupported` where TensorFlow raises an error, `limit` from 2^29 samples on.
 */
export function decodeBmp(bytes: Uint8Array<ArrayBuffer>, channels: Channels): Samples {
  const bitmap = readBitmap(bytes);
  const { width, height } = bitmap;
  const data = new Uint8Array(width * height * channels);
  const copyRow = COPY_ROW[channels];
  for (let y = 0; y < height; y++) copyRow(bytes, bitmap.top + y * bitmap.pitch, bitmap, data, y * width * channels);
  return { kind: 'samples', width, height, stride: channels, data };
}

/** The checks of `DecodeBmpV2`, in its order. */
function readBitmap(bytes: Uint8Array): Bitmap {
  if (bytes.length < 32) throw new Failure('decode', 'its BMP header is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = view.getInt16(28, true);
  const pixelBytes = Math.trunc(bits / 8);
  if (pixelBytes !== 1 && pixelBytes !== 3 && pixelBytes !== 4) {
    throw new Failure('unsupported', `it is a BMP file of ${bits} bits per pixel; TensorFlow reads 8, 24 and 32`);
  }
  const offset = view.getInt32(10, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  if (width < 1 || height < 1 || offset < 0) throw new Failure('decode', 'its BMP header is broken');
  refuseHuge(width, height);
  const rowBytes = Math.ceil((width * pixelBytes) / 4) * 4;
  const surplus = bytes.length - offset - rowBytes * height;
  if (surplus !== 0) {
    const how = surplus < 0 ? 'shorter' : 'longer';
    throw new Failure('decode', `it is ${Math.abs(surplus)} bytes ${how} than its header says (or compressed)`);
  }
  const isTopDown = signedHeight < 0;
  return {
    width,
    height,
    pixelBytes,
    top: isTopDown ? offset : offset + rowBytes * (height - 1),
    pitch: isTopDown ? rowBytes : -rowBytes,
  };
}

type CopyRow = (bytes: Uint8Array, from: number, bitmap: Bitmap, data: Uint8Array, to: number) => void;

const COPY_ROW: Readonly<Record<Channels, CopyRow>> = { 1: copyGray, 3: copyColor, 4: copyColorAndAlpha };

function copyGray(bytes: Uint8Array, from: number, { width, pixelBytes }: Bitmap, data: Uint8Array, to: number): void {
  if (pixelBytes === 1) {
    data.set(bytes.subarray(from, from + width), to);
    return;
  }
  for (let x = 0; x < width; x++, from += pixelBytes) {
    data[to + x] = grayLevel(bytes[from + 2]!, bytes[from + 1]!, bytes[from]!);
  }
}

function copyColor(bytes: Uint8Array, from: number, { width, pixelBytes }: Bitmap, data: Uint8Array, to: number): void {
  // A byte of an index is red, green and blue at once.
  const red = pixelBytes === 1 ? 0 : 2;
  const green = pixelBytes === 1 ? 0 : 1;
  for (const end = to + width * 3; to < end; to += 3, from += pixelBytes) {
    data[to] = bytes[from + red]!;
    data[to + 1] = bytes[from + green]!;
    data[to + 2] = bytes[from]!;
  }
}

function copyColorAndAlpha(bytes: Uint8Array, from: number, bitmap: Bitmap, data: Uint8Array, to: number): void {
  const { width, pixelBytes } = bitmap;
  const red = pixelBytes === 1 ? 0 : 2;
  const green = pixelBytes === 1 ? 0 : 1;
  for (const end = to + width * 4; to < end; to += 4, from += pixelBytes) {
    data[to] = bytes[from + red]!;
    data[to + 1] = bytes[from + green]!;
    data[to + 2] = bytes[from]!;
    data[to + 3] = pixelBytes === 4 ? bytes[from + 3]! : 255;
  }
}
