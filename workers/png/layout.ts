import type { PngHeader } from './header.ts';

/** One of the seven pictures that an interlaced file consists of, or the picture itself. */
export interface Pass {
  /** Its first pixel in the picture. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture from one of its pixels to the next. */
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bytes of a row, without the filter type before it. */
  readonly rowBytes: number;
  /** Byte of the decompressed data at which the filter type of its first row lies. */
  readonly start: number;
}

/** How the rows lie in the decompressed data. */
export interface Layout {
  readonly passes: readonly Pass[];
  /** Bytes of the decompressed data. */
  readonly bytes: number;
  /** Bytes of a pixel, 1 at least: how far the filters look back. */
  readonly pixelBytes: number;
}

type Grid = readonly [x: number, y: number, stepX: number, stepY: number];

const WHOLE: readonly Grid[] = [[0, 0, 1, 1]];

/** PNG specification, section 8.2. */
const ADAM7: readonly Grid[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** Lays the rows of a picture out; passes without a pixel are left out. */
export function layOut({ width, height, depth, channels, isInterlaced }: PngHeader): Layout {
  const passes: Pass[] = [];
  let start = 0;
  for (const [x, y, stepX, stepY] of isInterlaced ? ADAM7 : WHOLE) {
    const pass = { width: Math.ceil((width - x) / stepX), height: Math.ceil((height - y) / stepY) };
    if (pass.width < 1 || pass.height < 1) continue;
    const rowBytes = Math.ceil((pass.width * channels * depth) / 8);
    passes.push({ x, y, stepX, stepY, ...pass, rowBytes, start });
    start += pass.height * (1 + rowBytes);
  }
  return { passes, bytes: start, pixelBytes: Math.max((channels * depth) / 8, 1) };
}
