import { dropAlpha } from '../drop-alpha.ts';
import { ImageDatasetError } from '../errors.ts';
import type { PixelMode } from '../pixel-mode.ts';
import type { ImageFormat } from './image-format.ts';
import { PixelImage } from './pixel-image.ts';

/** A picture that its format can hold, and what was lost on the way. */
export interface Fitted {
  readonly img: PixelImage;
  readonly warnings: readonly string[];
}

/**
 * Makes a picture one that `format` can hold, as Keras and Pillow do.
 *
 * JPEG gets the colours of mode `RGBA` without the alpha, which is what Keras does from 3.13 on with a warning. WebP gets
 * more than 8 bits cut to 0 and 255, which Pillow does without one.
 *
 * @throws ImageDatasetError `save` where Pillow 13 refuses as well: mode `I` as PNG or JPEG, `I;16` as JPEG.
 */
export function fitToFormat(img: PixelImage, format: ImageFormat): Fitted {
  const { mode, width, height, data } = img;
  if (format === 'jpeg' && mode === 'RGBA') {
    const warnings = ['The JPEG format does not support RGBA images, converting to RGB.'];
    return { img: new PixelImage('RGB', width, height, dropAlpha(data)), warnings };
  }
  const isDeep = mode === 'I' || mode === 'I;16';
  if (format === 'webp' && isDeep) {
    const rule = `The WebP format does not support ${mode} images, converting to 8 bits`;
    return { img, warnings: [`${rule}: what is above 255 becomes 255.`] };
  }
  if (format === 'png' ? mode === 'I' : isDeep) throw cannotWrite(mode, format);
  return { img, warnings: [] };
}

/** In Pillow's words, with what to do about it. */
function cannotWrite(mode: PixelMode, format: ImageFormat): ImageDatasetError {
  const advice =
    format === 'png'
      ? "For 16 bits, save new PixelImage('I;16', width, height, Uint16Array.from(data)); for 8, save the array with scale"
      : 'Save it as PNG, or save the array with scale, which makes 8 bits of it';
  return new ImageDatasetError('save', `cannot write mode ${mode} as ${format.toUpperCase()}. ${advice}.`);
}
