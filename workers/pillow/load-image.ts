import type { Pixels } from '../../src/pixel-mode.ts';
import { centredBox, wholeBox } from '../../src/resample/pillow/box.ts';
import { resizeLikePillow } from '../../src/resample/pillow/resize.ts';
import type { LoadImageRequest } from '../protocol.ts';
import { convertMode } from './convert-mode.ts';
import { openPicture } from './open-picture.ts';

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
