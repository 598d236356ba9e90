import { directoryFromFiles, type ImageDirectory } from '../../src/index.ts';
import { numberedBmp } from '../numbered-bmp.ts';

/** The number of the picture that these channels come from. */
export function numberOf(channels: ArrayLike<number>): number {
  return Math.round(channels[0]!) + 256 * Math.round(channels[1]!);
}

/** A directory of `count` numbered pictures, the first half in class `a`, the other in class `b`. */
export function numberedDirectory(count: number, width = 1, height = 1): ImageDirectory {
  return directoryFromFiles(
    Array.from({ length: count }, (_, number) => {
      const path = `${number < count / 2 ? 'a' : 'b'}/${String(number).padStart(5, '0')}.bmp`;
      return { path, file: new File([numberedBmp(number, width, height)], path) };
    }),
  );
}
