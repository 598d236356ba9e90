import { channelsOf, PIXEL_MODES, type PixelMode, type Pixels } from '../../src/pixel-mode.ts';

/** The picture that test/goldens/pillow_resize_golden.py makes of the same seed: all that the mode can hold. */
export function noise(mode: PixelMode, width: number, height: number, seed: number): Pixels {
  const { array } = PIXEL_MODES[mode];
  const shift = 32 - 8 * array.BYTES_PER_ELEMENT;
  let state = seed;
  const data = new array(width * height * channelsOf(mode));
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> shift;
  }
  return { mode, width, height, data };
}
