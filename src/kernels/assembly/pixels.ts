import {
  CMYK,
  complement,
  darken,
  GRAY,
  grayToRgba,
  RGB,
  rgbaToGray,
  rgbToGray,
  rgbToRgba,
  setBlack,
  YCBCR,
  YCCK,
  ycbcrToRgba,
} from './color';
import { Plane } from './picture';
import { upsampleRow } from './upsample';

/** A picture as pixels.ts writes it into memory, in this order; the addresses of its planes follow. */
@unmanaged
class Picture {
  width: i32;
  planes: i32;
  color: i32;
  /** Adobe writes CMYK inverted. */
  isInverted: i32;
  /** Room for `rowBytes` for each plane, and as much once more, and for a row of pixels. */
  scratch: usize;
  rowBytes: i32;
  /** What is made of it. */
  kind: i32;
  /** `[rowCount]` int32: the rows that are wanted, ascending. */
  rows: usize;
  rowCount: i32;
  /** Where they go. */
  out: usize;
}

/** What is made of the planes; the numbers are those of `PIXEL_KIND` in kernels.ts. */
const AS_GRAY: i32 = 0;
const AS_INKS: i32 = 2;

/**
 * Makes the rows of a picture that are wanted and lie above the row `end`: gray, RGBA, or the four inks of CMYK as they are in
 * the file.
 *
 * @param next - The first one that has not been made.
 * @returns the first one that has not been made then
 */
export function makePixels(picture: Picture, next: i32, end: i32): i32 {
  const width = picture.width;
  const color = picture.color;
  const kind = picture.kind;
  const rowBytes = <usize>picture.rowBytes;
  const scratch = picture.scratch + <usize>picture.planes * rowBytes;
  const rowOfPixels = scratch + 2 * rowBytes;
  const isInverted = picture.isInverted !== 0;
  const outBytes = <usize>width * (kind === AS_GRAY ? 1 : 4);
  for (; next < picture.rowCount; next++) {
    const row = load<i32>(picture.rows + 4 * <usize>next);
    if (row >= end) break;
    const out = picture.out + <usize>next * outBytes;
    const first = planeRow(picture, 0, row, scratch);
    if (color === GRAY) {
      if (kind === AS_GRAY) memory.copy(out, first, width);
      else grayToRgba(first, width, out);
      continue;
    }
    const second = planeRow(picture, 1, row, scratch);
    const third = planeRow(picture, 2, row, scratch);
    if (color === RGB && kind === AS_GRAY) {
      rgbToGray(first, second, third, width, out);
      continue;
    }
    const rgba = kind === AS_GRAY ? rowOfPixels : out;
    if (color === YCBCR || color === YCCK) ycbcrToRgba(first, second, third, width, rgba);
    else rgbToRgba(first, second, third, width, rgba);
    if (color === CMYK || color === YCCK) {
      const black = planeRow(picture, 3, row, scratch);
      // The inks of YCCK are the complements of what the conversion gives.
      if (color === YCCK) complement(width, rgba);
      if (kind === AS_INKS) {
        setBlack(black, width, rgba);
      } else {
        if (!isInverted) complement(width, rgba);
        darken(black, width, isInverted, rgba);
      }
    }
    if (kind === AS_GRAY) rgbaToGray(rgba, width, out);
  }
  return next;
}

/** The samples of a plane for a row, at full size. */
function planeRow(picture: Picture, index: usize, row: i32, scratch: usize): usize {
  const plane = load<usize>(changetype<usize>(picture) + offsetof<Picture>() + index * sizeof<usize>());
  return upsampleRow(changetype<Plane>(plane), row, picture.scratch + index * <usize>picture.rowBytes, scratch);
}
