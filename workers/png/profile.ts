import { PADDING } from './bit-reader.ts';
import { crc32 } from './crc.ts';
import { adler32, Inflater } from './inflate.ts';

/** What libpng makes of an embedded colour profile: it knows it as sRGB, it is another valid one, or it is an error. */
export type Profile = 'srgb' | 'other' | 'broken' | 'ignored';

/** Length, CRC-32 and Adler-32 of the profiles that libpng knows as sRGB (`png_sRGB_checks`). */
const SRGB_PROFILES: readonly (readonly [length: number, crc: number, adler: number])[] = [
  [3048, 0x3b8772b9, 0x0a3fd9f6],
  [3052, 0x427ebb21, 0x4909e5e1],
  [60988, 0x306fd8ae, 0xfd2144a1],
  [60960, 0xbbef7812, 0x209c35d2],
  [3024, 0x5d5129ce, 0xa054d762],
  [3144, 0x182ea552, 0xf784f3fb],
  [3144, 0xf29e526d, 0x0398f3fc],
];

/** libpng's `PNG_USER_CHUNK_MALLOC_MAX`. */
const MAX_LENGTH = 8_000_000;
const HEADER_LENGTH = 132;
/** Bytes that libpng reads in search of the profile's name, and those that it wants to see behind them. */
const NAME_BYTES = 81;
const MIN_BYTES_BEHIND = 11;

/** Judges the data of an iCCP chunk as libpng's `png_handle_iCCP` does. */
export function readProfile(data: Uint8Array, hasColor: boolean): Profile {
  if (data.length < NAME_BYTES + MIN_BYTES_BEHIND) return 'ignored';
  const nameLength = data.subarray(0, NAME_BYTES - 1).indexOf(0);
  if (nameLength < 1 || data[nameLength + 1] !== 0) return 'broken';
  const compressed = data.subarray(nameLength + 2);
  const firstPiece = NAME_BYTES - nameLength - 2;

  const header = inflate(compressed, firstPiece, [HEADER_LENGTH]);
  if (!header) return 'broken';
  const view = new DataView(header.buffer);
  const length = view.getUint32(0);
  if (length < HEADER_LENGTH || length > MAX_LENGTH || !isValidHeader(view, hasColor)) return 'broken';
  const tagsEnd = HEADER_LENGTH + 12 * view.getUint32(128);
  const profile = inflate(compressed, firstPiece, [HEADER_LENGTH, tagsEnd, length]);
  if (!profile || !areValidTags(new DataView(profile.buffer))) return 'broken';
  const isSrgb = SRGB_PROFILES.some(
    ([knownLength, crc, adler]) => length === knownLength && crc32(profile) === (crc | 0) && adler32(profile) === adler,
  );
  return isSrgb ? 'srgb' : 'other';
}

/** libpng's `PNG_INFLATE_BUF_SIZE`. */
const PIECE_BYTES = 1024;

/** Decompresses the beginning of a stream in the steps of libpng's `png_inflate_read`, whatever may be wrong behind it. */
function inflate(
  compressed: Uint8Array,
  firstPiece: number,
  outputEnds: readonly number[],
): Uint8Array<ArrayBuffer> | undefined {
  const stream = new Uint8Array(compressed.length + PADDING);
  stream.set(compressed);
  const output = new Uint8Array(outputEnds.at(-1)!);
  const inflater = new Inflater(stream, output);
  let pieceEnd = firstPiece;
  for (const outputEnd of outputEnds) {
    while (inflater.written < outputEnd) {
      const progress = inflater.run(pieceEnd, outputEnd);
      if (inflater.written === outputEnd) break;
      if (progress !== 'input' || pieceEnd === compressed.length) return undefined;
      pieceEnd = Math.min(pieceEnd + PIECE_BYTES, compressed.length);
    }
  }
  return output;
}

/** libpng's `png_icc_check_header`. */
function isValidHeader(view: DataView, hasColor: boolean): boolean {
  const text = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
  const length = view.getUint32(0);
  const majorVersion = view.getUint8(8);
  return (
    (majorVersion <= 3 || length % 4 === 0) &&
    HEADER_LENGTH + 12 * view.getUint32(128) <= length &&
    view.getUint32(64) < 0xffff &&
    text(36) === 'acsp' &&
    text(16) === (hasColor ? 'RGB ' : 'GRAY') &&
    text(12) !== 'abst' &&
    text(12) !== 'link' &&
    (text(20) === 'XYZ ' || text(20) === 'Lab ')
  );
}

/** libpng's `png_icc_check_tag_table`: each tag lies within the profile. */
function areValidTags(view: DataView): boolean {
  const count = view.getUint32(128);
  for (let at = HEADER_LENGTH; at < HEADER_LENGTH + 12 * count; at += 12) {
    if (view.getUint32(at + 4) + view.getUint32(at + 8) > view.byteLength) return false;
  }
  return true;
}
