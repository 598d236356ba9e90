import { type JpegOutline, readOutline } from '../src/jpeg/outline.ts';
import { Failure } from './failure.ts';
import { gifSize } from './gif/size.ts';
import { type PngHeader, parsePngHeader } from './png/header.ts';
import type { PictureFormat } from './protocol.ts';
import { refuseHuge } from './sample-limit.ts';

/** What the first bytes of a file say. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** What else the headers of a JPEG file say. */
  readonly jpeg?: JpegOutline;
  /** What else the header of a PNG file says; `undefined` where its decoder will refuse it. */
  readonly png?: PngHeader | undefined;
}

const SIGNATURES: readonly (readonly [PictureFormat, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['bmp', [0x42, 0x4d]],
  // Bytes of -1 are the file's length, and may be anything.
  ['webp', [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50]],
  ['avif', [-1, -1, -1, -1, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66]],
];

/** Files that get among pictures, by how they begin. */
const STRANGERS: readonly (readonly [string, readonly number[]])[] = [
  ['it is metadata that macOS puts beside a file (AppleDouble), not a picture', [0x00, 0x05, 0x16, 0x07]],
  ['it is a TIFF file', [0x49, 0x49, 0x2a, 0x00]],
  ['it is a TIFF file', [0x4d, 0x4d, 0x00, 0x2a]],
  ['it is a PDF file', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Tells the format by the content of a file; its name says nothing, as in TensorFlow.
 *
 * @throws Failure `decode` where it is none of the formats.
 */
export function sniff(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) throw new Failure('decode', 'it is empty');
  const begins = (signature: readonly number[]): boolean =>
    signature.every((byte, index) => byte === -1 || bytes[index] === byte);
  const format = SIGNATURES.find(([, signature]) => begins(signature))?.[0];
  if (format) return format;
  const stranger = STRANGERS.find(([, signature]) => begins(signature))?.[0];
  throw new Failure('decode', stranger ?? 'its content is no known picture format');
}

/**
 * Reads format and size from the content of a file.
 *
 * @throws Failure `decode` where the content is none of the formats or ends too early, `limit` from 2^29 samples on.
 */
export function readHeader(bytes: Uint8Array): PictureHeader {
  const header = readClaims(bytes);
  refuseHuge(header.width, header.height);
  return header;
}

/**
 * Reads format and size from the content of a file, however much it claims.
 *
 * @throws Failure `decode` where the content is none of the formats or ends too early.
 */
export function readClaims(bytes: Uint8Array): PictureHeader {
  const format = sniff(bytes);
  const size = readSize[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!size || size.width < 1 || size.height < 1)
    throw new Failure('decode', `its ${format.toUpperCase()} header is broken`);
  return { format, ...size };
}

type Size = Omit<PictureHeader, 'format'>;

const readSize: Readonly<Record<PictureFormat, (view: DataView) => Size | undefined>> = {
  jpeg: jpegSize,
  png: pngSize,
  gif: (view) =>
    view.byteLength < 10 ? undefined : gifSize(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)),
  // A negative height means that the rows go from top to bottom.
  bmp: (view) =>
    view.byteLength < 26 ? undefined : { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) },
  webp: webpSize,
  avif: avifSize,
};

function pngSize(view: DataView): Size | undefined {
  if (view.byteLength < 24) return undefined;
  const png = parsePngHeader(new Uint8Array(view.buffer, view.byteOffset + 16, Math.min(view.byteLength - 16, 13)));
  return { width: view.getUint32(16), height: view.getUint32(20), png };
}

/** The canvas of an extended file, or the frame of a simple one (https://www.rfc-editor.org/rfc/rfc9649). */
function webpSize(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined;
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (view.getUint8(15)) {
    case 0x58: // VP8X
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 0x4c: {
      // VP8L: twice 14 bits
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
}

/** The first `ispe` property among the boxes at the file's start. */
function avifSize(view: DataView): Size | undefined {
  for (let at = 12; at + 16 <= Math.min(view.byteLength, 4096); at++) {
    if (view.getUint32(at) === 0x69737065) return { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
  }
  return undefined;
}

function jpegSize(view: DataView): Size | undefined {
  const jpeg = readOutline(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return jpeg && { width: jpeg.width, height: jpeg.height, jpeg };
}
