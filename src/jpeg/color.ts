import type { JpegColor } from './coefficients.ts';

/** Writes one row of pixels, `out` from `at` on (storing clamps to 0 to 255), from the rows of its components at full size. */
export type ConvertRow = (rows: readonly Uint8Array[], width: number, out: Uint8ClampedArray, at: number) => void;

/** Chooses how components become RGB (libjpeg's `jdcolor.c`; CMYK as TensorFlow's `jpeg_mem.cc` makes RGB of it). */
export function toRgb(color: JpegColor, isInverted: boolean): ConvertRow {
  switch (color) {
    case 'gray':
      return ([gray], width, out, at) => {
        for (let x = 0; x < width; x++, at += 3) out[at] = out[at + 1] = out[at + 2] = gray![x]!;
      };
    case 'rgb':
      return ([red, green, blue], width, out, at) => {
        for (let x = 0; x < width; x++, at += 3) {
          out[at] = red![x]!;
          out[at + 1] = green![x]!;
          out[at + 2] = blue![x]!;
        }
      };
    case 'ycbcr':
      return ycbcrToRgb;
    case 'cmyk':
      return (rows, width, out, at) => cmykToRgb(rows, width, out, at, isInverted);
    case 'ycck':
      return ([y, cb, cr, black], width, out, at) => {
        ycbcrToRgb([y!, cb!, cr!], width, out, at);
        for (let x = 0; x < width; x++) {
          const k = isInverted ? black![x]! : 255 - black![x]!;
          for (let channel = at + 3 * x; channel < at + 3 * x + 3; channel++) {
            const ink = 255 - out[channel]!;
            out[channel] = Math.trunc((k * (isInverted ? ink : 255 - ink)) / 255);
          }
        }
      };
  }
}

/** Chooses how components become gray: the luminance, which comes alone, as in TensorFlow; else a weighted sum. */
export function toGray(color: JpegColor, isInverted: boolean): ConvertRow {
  if (color === 'gray') {
    return ([luminance], width, out, at) => out.set(luminance!.subarray(0, width), at);
  }
  if (color === 'rgb') {
    // libjpeg's weights in 16 bits, rounded (`rgb_gray_convert`).
    return ([red, green, blue], width, out, at) => {
      for (let x = 0; x < width; x++)
        out[at + x] = (19595 * red![x]! + 38470 * green![x]! + 7471 * blue![x]! + 32768) >> 16;
    };
  }
  // TensorFlow refuses CMYK here; the weights are those that it has for PNG.
  const convert = toRgb(color, isInverted);
  let rgb = new Uint8ClampedArray();
  return (rows, width, out, at) => {
    if (rgb.length < 3 * width) rgb = new Uint8ClampedArray(3 * width);
    convert(rows, width, rgb, 0);
    for (let x = 0; x < width; x++) {
      out[at + x] = (9797 * rgb[3 * x]! + 19234 * rgb[3 * x + 1]! + 3737 * rgb[3 * x + 2]!) >> 15;
    }
  };
}

/** ITU-R BT.601 at full range, in 16-bit fixed point. */
const ycbcrToRgb: ConvertRow = ([luminance, blueDifference, redDifference], width, out, start) => {
  for (let x = 0, at = start; x < width; x++, at += 3) {
    const y = luminance![x]!;
    const cb = blueDifference![x]! - 128;
    const cr = redDifference![x]! - 128;
    out[at] = y + ((91881 * cr + 32768) >> 16);
    out[at + 1] = y + ((-22554 * cb - 46802 * cr + 32768) >> 16);
    out[at + 2] = y + ((116130 * cb + 32768) >> 16);
  }
};

function cmykToRgb(
  rows: readonly Uint8Array[],
  width: number,
  out: Uint8ClampedArray,
  start: number,
  isInverted: boolean,
): void {
  const black = rows[3]!;
  for (let x = 0, at = start; x < width; x++, at += 3) {
    const k = isInverted ? black[x]! : 255 - black[x]!;
    for (let channel = 0; channel < 3; channel++) {
      const ink = rows[channel]![x]!;
      out[at + channel] = Math.trunc((k * (isInverted ? ink : 255 - ink)) / 255);
    }
  }
}
