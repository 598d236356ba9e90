import type { Size } from '../../src/resample/window.ts';
import { Failure } from '../failure.ts';

/** What the headers of a BMP file say, and its palette. */
export interface BmpHeader extends Size {
  readonly isTopDown: boolean;
  /** Bits of a pixel. */
  readonly bits: number;
  readonly isRunLength: boolean;
  /** Whether a run is of two indices of 4 bits each. */
  readonly hasNibbles: boolean;
  /** Which bits are red, green, blue and alpha, where the file says so. */
  readonly masks: readonly number[] | undefined;
  /** How many colours the palette is said to have. */
  readonly colors: number;
  /** As it lies in the file, or as much as there is of it. */
  readonly palette: Uint8Array;
  /** Bytes of a palette entry: 3 or 4. */
  readonly entryBytes: 3 | 4;
  /** Byte at which the pixels begin. */
  readonly dataAt: number;
}

const FILE_HEADER_BYTES = 14;
const OS2_HEADER_BYTES = 12;
const HEADER_BYTES: readonly number[] = [40, 52, 56, 64, 108, 124];

/** Values of the compression field. */
const RUN_LENGTH_8 = 1;
const RUN_LENGTH_4 = 2;
const BIT_FIELDS = 3;

/**
 * Reads headers and palette as Pillow's `BmpImageFile._bitmap` does.
 *
 * @throws Failure `decode` or `unsupported`
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER_BYTES + 4) throw cutOff();
  const headerBytes = view.getUint32(FILE_HEADER_BYTES, true);
  const isOs2 = headerBytes === OS2_HEADER_BYTES;
  const headerEnd = FILE_HEADER_BYTES + headerBytes;
  if (headerEnd > bytes.length) throw cutOff();
  if (!isOs2 && !HEADER_BYTES.includes(headerBytes)) {
    throw new Failure(
      'unsupported',
      `it is a BMP file with a header of ${headerBytes} bytes, which Pillow does not know`,
    );
  }
  const isTopDown = !isOs2 && bytes[25] === 0xff;
  const signedHeight = isOs2 ? view.getUint16(20, true) : view.getUint32(22, true);
  const bits = view.getUint16(isOs2 ? 24 : 28, true);
  const compression = isOs2 ? 0 : view.getUint32(30, true);
  if (compression > BIT_FIELDS) {
    throw new Failure('unsupported', `it is a BMP file with compression ${compression}, which Pillow does not know`);
  }
  const { masks, end } = readMasks(view, compression === BIT_FIELDS, headerBytes, headerEnd);
  const colors = (isOs2 ? 0 : view.getUint32(46, true)) || 2 ** bits;
  const entryBytes = isOs2 ? 3 : 4;
  const paletteEnd = bits <= 8 ? end + entryBytes * colors : end;
  const offset = view.getUint32(10, true);
  // Where the offset leaves the palette out, Pillow puts it in.
  const dataAt = offset === headerEnd && bits <= 8 ? offset + entryBytes * colors : offset;
  return {
    width: isOs2 ? view.getUint16(18, true) : view.getUint32(18, true),
    height: isTopDown ? 2 ** 32 - signedHeight : signedHeight,
    isTopDown,
    bits,
    isRunLength: compression === RUN_LENGTH_8 || compression === RUN_LENGTH_4,
    hasNibbles: compression === RUN_LENGTH_4,
    masks,
    colors,
    palette: bytes.subarray(end, paletteEnd),
    entryBytes,
    dataAt: dataAt || Math.min(paletteEnd, bytes.length),
  };
}

/** Reads the masks of bit fields, which lie in the header, or behind a short one, and where what follows begins. */
function readMasks(
  view: DataView,
  hasMasks: boolean,
  headerBytes: number,
  headerEnd: number,
): { masks: number[] | undefined; end: number } {
  if (!hasMasks) return { masks: undefined, end: headerEnd };
  const isShort = headerBytes < 52;
  const count = isShort || headerBytes < 56 ? 3 : 4;
  const masksAt = isShort ? headerEnd : 54;
  const end = isShort ? headerEnd + 4 * count : headerEnd;
  if (end > view.byteLength) throw cutOff();
  const masks = Array.from({ length: count }, (_, index) => view.getUint32(masksAt + 4 * index, true));
  return { masks: [...masks, 0].slice(0, 4), end };
}

function cutOff(): Failure {
  return new Failure('decode', 'its BMP header is cut off');
}
