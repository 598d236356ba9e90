import type { Pixels } from '../../src/pixel-mode.ts';
import { centredBox, wholeBox } from '../../src/resample/pillow/box.ts';
import type { PillowFilterName } from '../../src/resample/pillow/filters.ts';
import { resizeLikePillow } from '../../src/resample/pillow/resize.ts';
import type { Size } from '../../src/resample/window.ts';
import { Failure } from '../failure.ts';
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
 * @throws Failure where Keras or Pillow raise an error, and `limit` where there is too little memory.
 */
export async function loadImage(bytes: Uint8Array<ArrayBuffer>, request: LoadImageRequest): Promise<Pixels> {
  try {
    return await load(bytes, request);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure('limit', 'it takes more memory than there is');
    throw error;
  }
}

async function load(bytes: Uint8Array<ArrayBuffer>, request: LoadImageRequest): Promise<Pixels> {
  const { colorMode, size, interpolation, keepAspectRatio } = request;
  const pixels = convertMode(await openPicture(bytes), colorMode);
  if (!size || (size.width === pixels.width && size.height === pixels.height)) return pixels;
  const box = keepAspectRatio ? centredBox(pixels, size) : wholeBox(pixels);
  return resizeLikePillow(pixels, size, interpolation, box);
}
