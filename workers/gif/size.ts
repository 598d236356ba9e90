import { GifCursor, GifDamage } from './cursor.ts';
import { EXTENSION, IMAGE, readExtension, readFrameHeader, readScreen } from './reader.ts';

/**
 * The size that all frames together take up, read without decompressing them; what is broken ends it.
 *
 * The logical screen says nothing of it, neither to TensorFlow nor of the memory that decoding takes.
 */
export function gifSize(bytes: Uint8Array): { width: number; height: number } {
  const cursor = new GifCursor(bytes, 0);
  let [width, height] = [1, 1];
  try {
    readScreen(cursor);
    for (let introducer = cursor.byte(); ; introducer = cursor.byte()) {
      if (introducer === EXTENSION) {
        readExtension(cursor);
      } else if (introducer === IMAGE) {
        const frame = readFrameHeader(cursor, undefined);
        width = Math.max(width, frame.width);
        height = Math.max(height, frame.height);
        cursor.skipBlocks();
      } else {
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof GifDamage)) throw error;
  }
  return { width, height };
}
