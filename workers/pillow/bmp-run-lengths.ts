import { Failure } from '../failure.ts';
import type { BmpHeader } from './bmp-header.ts';

/**
 * Decompresses the indices of a BMP file as Pillow's `BmpRleDecoder` does, row after row, the first row of the file first.
 *
 * @throws Failure `decode` where fewer than the picture's come out.
 */
export function decodeRunLengths(bytes: Uint8Array, { width, height, hasNibbles, dataAt }: BmpHeader): Uint8Array {
  const count = width * height;
  const pixels = new Uint8Array(count);
  let done = 0;
  let x = 0;
  let at = dataAt;
  const put = (index: number): void => {
    if (done < count) pixels[done] = index;
    done++;
  };
  while (done < count && at + 2 <= bytes.length) {
    const length = bytes[at++]!;
    const value = bytes[at++]!;
    if (length > 0) {
      // What is too much for a row is dropped.
      const run = Math.min(length, Math.max(width - x, 0));
      for (let index = 0; index < run; index++) put(hasNibbles ? (index % 2 === 0 ? value >> 4 : value & 15) : value);
      x += run;
    } else if (value === 0) {
      done = Math.ceil(done / width) * width;
      x = 0;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      if (at + 2 > bytes.length) break;
      done += Math.min(count - done, bytes[at]! + bytes[at + 1]! * width);
      x = done % width;
      at += 2;
    } else {
      const literals = Math.min(count - done, value);
      const end = at + (hasNibbles ? Math.ceil(literals / 2) : literals);
      for (let index = 0; index < literals && at + (hasNibbles ? index >> 1 : index) < bytes.length; index++) {
        put(hasNibbles ? (bytes[at + (index >> 1)]! >> (index % 2 === 0 ? 4 : 0)) & 15 : bytes[at + index]!);
      }
      if (end > bytes.length || done === count) break;
      x += value;
      // Aligned to 16 bits of the file.
      at = end + (end % 2);
    }
  }
  if (done < count) throw new Failure('decode', 'its BMP data ends before the picture does');
  return pixels;
}
