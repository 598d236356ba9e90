import { Failure } from './failure.ts';

/** The formats that TensorFlow's `decode_image` knows. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'bmp';

/** What the first bytes of a file say. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** TensorFlow's own limit on the samples of a picture (`jpeg_mem.cc`), applied to all formats before decoding. */
const MAX_SAMPLES = 2 ** 29;

const SIGNATURES: readonly (readonly [PictureFormat, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['bmp', [0x42, 0x4d]],
];

/** Files that get among pictures, by how they begin. */
const STRANGERS: readonly (readonly [string, readonly number[]])[] = [
  ['it is metadata that macOS puts beside a file (AppleDouble), not a picture', [0x00, 0x05, 0x16, 0x07]],
  ['it is a TIFF file', [0x49, 0x49, 0x2a, 0x00]],
  ['it is a TIFF file', [0x4d, 0x4d, 0x00, 0x2a]],
  ['it is a WebP, AVI or WAV file', [0x52, 0x49, 0x46, 0x46]],
  ['it is a PDF file', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Reads format and size from the content of a file; its name says nothing about the format, as in TensorFlow.
 *
 * @throws Failure `decode` where the content is none of the formats or ends too early, `limit` from 2^29 samples on.
 */
export function readHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) throw new Failure('decode', 'it is empty');
  const begins = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  const format = SIGNATURES.find(([, signature]) => begins(signature))?.[0];
  if (!format) {
    const stranger = STRANGERS.find(([, signature]) => begins(signature))?.[0];
    throw new Failure('decode', stranger ?? 'its content is not JPEG, PNG, GIF or BMP');
  }
  const size = readSize[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!size || size.width < 1 || size.height < 1)
    throw new Failure('decode', `its ${format.toUpperCase()} header is broken`);
  if (size.width * size.height * 3 >= MAX_SAMPLES) {
    throw new Failure('limit', `it claims ${size.width} × ${size.height} pixels, more than TensorFlow decodes`);
  }
  return { format, ...size };
}

type Size = { readonly width: number; readonly height: number };

const readSize: Readonly<Record<PictureFormat, (view: DataView) => Size | undefined>> = {
  jpeg: jpegSize,
  png: (view) => (view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) }),
  gif: (view) =>
    view.byteLength < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) },
  // A negative height means that the rows go from top to bottom.
  bmp: (view) =>
    view.byteLength < 26 ? undefined : { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) },
};

/** Finds the frame header (SOF0 to SOF15, of which C4, C8 and CC mean other things). */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) {
      at++;
      continue;
    }
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const standsAlone = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += standsAlone ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
