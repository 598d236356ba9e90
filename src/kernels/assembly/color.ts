/** What the samples of the planes mean; the numbers are the places in `JPEG_COLORS` of jpeg-colors.ts. */
export const GRAY: i32 = 0;
export const YCBCR: i32 = 1;
export const RGB: i32 = 2;
export const CMYK: i32 = 3;
export const YCCK: i32 = 4;

/** Writes gray as RGBA. */
export function grayToRgba(gray: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x += 16, out += 64) {
    const samples = v128.load(gray + x);
    storeRgba(samples, samples, samples, out);
  }
}

/** Writes RGB planes as RGBA. */
export function rgbToRgba(red: usize, green: usize, blue: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x += 16, out += 64) {
    storeRgba(v128.load(red + x), v128.load(green + x), v128.load(blue + x), out);
  }
}

/** Writes YCbCr planes as RGBA: ITU-R BT.601 at full range, in 16-bit fixed point (libjpeg's `jdcolor.c`). */
export function ycbcrToRgba(luminance: usize, cb: usize, cr: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x += 16, out += 64) {
    convertEight(luminance + x, cb + x, cr + x);
    const red0 = red;
    const green0 = green;
    const blue0 = blue;
    convertEight(luminance + x + 8, cb + x + 8, cr + x + 8);
    storeRgba(
      i8x16.narrow_i16x8_u(red0, red),
      i8x16.narrow_i16x8_u(green0, green),
      i8x16.narrow_i16x8_u(blue0, blue),
      out,
    );
  }
}

/** Eight pixels' colours, not yet clamped. */
let red: v128 = i16x8.splat(0);
let green: v128 = i16x8.splat(0);
let blue: v128 = i16x8.splat(0);

function convertEight(luminanceAt: usize, cbAt: usize, crAt: usize): void {
  const center = i16x8.splat(128);
  const y = v128.load8x8_u(luminanceAt);
  const cb = i16x8.sub(v128.load8x8_u(cbAt), center);
  const cr = i16x8.sub(v128.load8x8_u(crAt), center);
  // 1.402 = 91881 / 2^16 is 1 + 26345 / 2^16, which rounds like 13173 / 2^15 for all 256 values of cr.
  red = i16x8.add(y, i16x8.add(cr, i16x8.q15mulr_sat_s(cr, i16x8.splat(13173))));
  // 1.772 = 116130 / 2^16 is 2 - 7471 / 2^15.
  blue = i16x8.add(y, i16x8.add(i16x8.shl(cb, 1), i16x8.q15mulr_sat_s(cb, i16x8.splat(-7471))));
  // -0.34414 = -22554 / 2^16, and -0.71414 = -46802 / 2^16 is 18734 / 2^16 - 1.
  const weights = i16x8(-22554, 18734, -22554, 18734, -22554, 18734, -22554, 18734);
  const half = i32x4.splat(32768);
  const low = i32x4.dot_i16x8_s(i16x8.shuffle(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11), weights);
  const high = i32x4.dot_i16x8_s(i16x8.shuffle(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15), weights);
  const chroma = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), 16), i32x4.shr_s(i32x4.add(high, half), 16));
  green = i16x8.add(i16x8.sub(y, cr), chroma);
}

/** Interleaves sixteen pixels with an alpha of 255. */
function storeRgba(red: v128, green: v128, blue: v128, out: usize): void {
  const alpha = i8x16.splat(-1);
  const redGreen0 = i8x16.shuffle(red, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const redGreen1 = i8x16.shuffle(red, green, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const blueAlpha0 = i8x16.shuffle(blue, alpha, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const blueAlpha1 = i8x16.shuffle(blue, alpha, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  v128.store(out, i16x8.shuffle(redGreen0, blueAlpha0, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(out, i16x8.shuffle(redGreen0, blueAlpha0, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  v128.store(out, i16x8.shuffle(redGreen1, blueAlpha1, 0, 8, 1, 9, 2, 10, 3, 11), 32);
  v128.store(out, i16x8.shuffle(redGreen1, blueAlpha1, 4, 12, 5, 13, 6, 14, 7, 15), 48);
}

/**
 * Takes black away from RGBA pixels, as TensorFlow's `jpeg_mem.cc` makes RGB of CMYK.
 *
 * @param out - Holds the amounts of red, green and blue that are left by the inks; gets the colours.
 * @param isInverted - Whether 255 means no black (Adobe) or all black.
 */
export function darken(black: usize, width: i32, isInverted: bool, out: usize): void {
  for (let x = 0; x < width; x++, out += 4) {
    const sample = <i32>load<u8>(black + x);
    const light = isInverted ? sample : 255 - sample;
    for (let at = out; at < out + 3; at++) store<u8>(at, <u8>((light * <i32>load<u8>(at)) / 255));
  }
}

/** Exchanges the colours of RGBA pixels with their complements. */
export function complement(width: i32, out: usize): void {
  const mask = i32x4.splat(0x00ffffff);
  for (let x = 0; x < width; x += 4, out += 16) v128.store(out, v128.xor(v128.load(out), mask));
}

/** Writes the fourth bytes of pixels: the samples of the black plane. */
export function setBlack(black: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x++, out += 4) store<u8>(out + 3, load<u8>(black + x));
}

/** Makes gray of RGB planes with libjpeg's weights in 16 bits, rounded (`rgb_gray_convert`). */
export function rgbToGray(red: usize, green: usize, blue: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x++) {
    const sum = 19595 * load<u8>(red + x) + 38470 * load<u8>(green + x) + 7471 * load<u8>(blue + x);
    store<u8>(out + x, <u8>((sum + 32768) >> 16));
  }
}

/** Makes gray of RGBA pixels with the weights that TensorFlow has for PNG; it refuses gray of CMYK itself. */
export function rgbaToGray(rgba: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x++, rgba += 4) {
    const sum = 9797 * load<u8>(rgba) + 19234 * load<u8>(rgba + 1) + 3737 * load<u8>(rgba + 2);
    store<u8>(out + x, <u8>(sum >> 15));
  }
}
