import type { Pixels } from '../../src/pixel-mode.ts';
import { centredBox, wholeBox } from '../../src/resample/pillow/box.ts';
import type { PillowFilterName } from '../../src/resample/pillow/filters.ts';
import { resizeLikePillow } from '../../src/resample/pillow/resize.ts';
import type { Size } from '../../src/resample/window.ts';
import { type ColorMode, convertMode } from './convert-mode.ts';
import { openPicture } from './open-picture.ts';

/** The arguments of `keras.utils.load_img` besides the file. */
export interface LoadImageRequest {
  readonly colorMode: ColorMode;
  /** What to resize to, if at all. */
  readonly size: Size | undefined;
  readonly interpolation: PillowFilterName | 'nearest';
  /** Whether the middle is cut out that has the shape of `size`. */
  readonly keepAspectRatio: boolean;
}

/**
 * Does what `keras.utils.load_img` does: opens, converts, then resizes.
 *
 * @throws Failure where Keras or Pillow raise an error.
 */
export async function loadImage(
  bytes: Uint8Array<ArrayBuffer>,
  { colorMode, size, interpolation, keepAspectRatio }: LoadImageRequest,
): Promise<Pixels> {
  const pixels = convertMode(await openPicture(bytes), colorMode);
  if (!size || (size.width === pixels.width && size.height === pixels.height)) return pixels;
  const box = keepAspectRatio ? centredBox(pixels, size) : wholeBox(pixels);
  return resizeLikePillow(pixels, size, interpolation, box);
}
