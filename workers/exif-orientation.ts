import { behind, findSegment } from '../src/jpeg/marker-reader.ts';
import { APP1, SOS } from '../src/jpeg/markers.ts';

const ORIENTATION_TAG = 0x0112;
const UPRIGHT = 1;

/**
 * A copy of a JPEG file that says it is upright, or the file itself where it says so already.
 *
 * Keras ignores EXIF. Browsers turn the picture even under `imageOrientation: 'none'` (Chromium 156, Firefox 153 and
 * WebKitGTK 2.50 alike), so the tag has to go before they see it.
 */
export function withoutOrientation(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const found = findOrientation(bytes);
  if (!found || found.value === UPRIGHT) return bytes;
  const upright = bytes.slice();
  new DataView(upright.buffer).setUint16(found.offset, UPRIGHT, found.littleEndian);
  return upright;
}

/** How a JPEG file says that it is turned: 1 is upright, 2 to 8 as in EXIF; whatever else it says counts as upright. */
export function readOrientation(bytes: Uint8Array<ArrayBuffer>): number {
  const { value } = findOrientation(bytes) ?? { value: UPRIGHT };
  return value >= 1 && value <= 8 ? value : UPRIGHT;
}

interface Orientation {
  /** Byte in the file at which the value lies. */
  readonly offset: number;
  /** 1 to 8 where it means anything; a file may hold any uint16. */
  readonly value: number;
  readonly littleEndian: boolean;
}

function findOrientation(bytes: Uint8Array): Orientation | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Where entropy-coded data begins, EXIF lies before it.
  const found = findSegment(bytes, 2, ({ marker, position }) => {
    return marker === SOS || (marker === APP1 && isExif(view, position + 2));
  });
  if (!found || found.marker === SOS) return undefined;
  return findTag(view, found.position + 8, Math.min(behind(bytes, found), bytes.length));
}

function isExif(view: DataView, at: number): boolean {
  return at + 6 <= view.byteLength && view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0;
}

/** Looks the tag up in the first directory of a TIFF structure (EXIF 2.32, section 4.6.2). */
function findTag(view: DataView, tiff: number, end: number): Orientation | undefined {
  if (tiff + 8 > end) return undefined;
  const littleEndian = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, littleEndian);
  if (directory + 2 > end) return undefined;
  const count = view.getUint16(directory, littleEndian);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count && entry + 12 <= end; entry += 12) {
    if (view.getUint16(entry, littleEndian) !== ORIENTATION_TAG) continue;
    return { offset: entry + 8, value: view.getUint16(entry + 8, littleEndian), littleEndian };
  }
  return undefined;
}
