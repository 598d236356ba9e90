import { Failure } from './failure.ts';

/** Pixels that are not compressed, perhaps with bit masks. */
const UNCOMPRESSED = [0, 3];

/**
 * Gives a BMP file back, unless rows are missing: WebKitGTK 2.50 draws these black, where other browsers refuse the file. There a
 * file that somebody writes anew between its opening and its reading is cut off at its former size.
 *
 * @throws Failure `decode`
 */
export function wholeBmp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Of headers without these fields browsers may say what they like.
  if (bytes.length < 34 || view.getUint32(14, true) < 40 || !UNCOMPRESSED.includes(view.getUint32(30, true)))
    return bytes;
  const rowBits = view.getInt32(18, true) * view.getUint16(28, true);
  const rows = Math.abs(view.getInt32(22, true));
  // The last row needs no bytes that fill it up.
  const end = view.getUint32(10, true) + Math.ceil(rowBits / 32) * 4 * (rows - 1) + Math.ceil(rowBits / 8);
  if (end > bytes.length) throw new Failure('decode', 'its data is cut off');
  return bytes;
}
