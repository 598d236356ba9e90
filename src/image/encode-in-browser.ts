import { ImageDatasetError } from '../errors.ts';
import type { PixelImage } from './pixel-image.ts';

/**
 * Has the browser write a JPEG or WebP file; what it can't write it would write as PNG, without a word.
 *
 * A canvas keeps opaque pixels as they are. Half transparent ones are rounded, and colours under alpha 0 are lost, which in
 * WebP could not be seen anyway.
 *
 * @param quality - 1 to 100.
 * @throws ImageDatasetError `unsupported` where the browser has no such encoder, `save` where it fails, as it does
 * for pictures that are too large for a canvas.
 */
export async function encodeInBrowser(img: PixelImage, format: 'jpeg' | 'webp', quality: number): Promise<Blob> {
  const type = `image/${format}`;
  const blob = await drawn(img)
    .then((canvas) => canvas.convertToBlob({ type, quality: quality / 100 }))
    .catch((cause: Error) => {
      const size = `${img.width} × ${img.height} pixels as ${format.toUpperCase()}`;
      const reason = `The browser could not write ${size} (${cause.name}: ${cause.message})`;
      throw new ImageDatasetError('save', `${reason}. PNG has no such limit: save it as '.png'.`, { cause });
    });
  if (blob.type === type) return blob;
  const rule = `This browser can't write ${format.toUpperCase()} files`;
  throw new ImageDatasetError('unsupported', `${rule}. Save the picture as '.png' or '.jpg'.`, {
    option: 'fileFormat',
    received: format,
    allowed: ['png', 'jpeg'],
  });
}

async function drawn(img: PixelImage): Promise<OffscreenCanvas> {
  const canvas = new OffscreenCanvas(img.width, img.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  context.putImageData(img.toImageData(), 0, 0);
  return canvas;
}
