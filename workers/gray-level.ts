/** Gray by libpng's weights for 0.299, 0.587 and 0.114, in 15 bits and cut off (`png_do_rgb_to_gray`). */
export function grayLevel(red: number, green: number, blue: number): number {
  return (9797 * red + 19234 * green + 3737 * blue) >> 15;
}
