import type { Samples } from '../src/engine/picture.ts';

/** How to walk through a picture so that it comes out upright, counted in pixels. */
interface Walk {
  readonly start: number;
  /** From one column of the upright picture to the next, and from one row to the next. */
  readonly column: number;
  readonly row: number;
}

/** The walk for each EXIF orientation but 1. */
const WALKS: Readonly<Record<number, (width: number, height: number) => Walk>> = {
  2: (width) => ({ start: width - 1, column: -1, row: width }),
  3: (width, height) => ({ start: width * height - 1, column: -1, row: -width }),
  4: (width, height) => ({ start: width * (height - 1), column: 1, row: -width }),
  5: (width) => ({ start: 0, column: width, row: 1 }),
  6: (width, height) => ({ start: width * (height - 1), column: -width, row: 1 }),
  7: (width, height) => ({ start: width * height - 1, column: -width, row: -1 }),
  8: (width) => ({ start: width - 1, column: width, row: -1 }),
};

/** How the rows and columns of a picture come to lie when it is turned upright. */
export interface Turning {
  /** Whether rows become columns, and columns rows. */
  readonly isOnSide: boolean;
  /** Whether the last row comes first, and the last column. */
  readonly mirrorsRows: boolean;
  readonly mirrorsColumns: boolean;
}

/** Tells what an EXIF orientation (1 to 8) does to rows and columns. */
export function turningOf(orientation: number): Turning {
  return {
    isOnSide: orientation >= 5,
    mirrorsRows: [3, 4, 6, 7].includes(orientation),
    mirrorsColumns: [2, 3, 7, 8].includes(orientation),
  };
}

/** Turns a picture upright: mirrored, rotated or both, as its EXIF orientation (1 to 8) says; pixels stay what they are. */
export function turnUpright(samples: Samples, orientation: number): Samples {
  const walkOf = WALKS[orientation];
  if (!walkOf) return samples;
  const { stride, data } = samples;
  const { start, column, row } = walkOf(samples.width, samples.height);
  const { isOnSide } = turningOf(orientation);
  const [width, height] = isOnSide ? [samples.height, samples.width] : [samples.width, samples.height];
  const upright = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < height; y++) {
    let from = (start + y * row) * stride;
    for (let x = 0; x < width; x++, from += column * stride) {
      for (let channel = 0; channel < stride; channel++) upright[to++] = data[from + channel]!;
    }
  }
  return { ...samples, width, height, data: upright };
}
