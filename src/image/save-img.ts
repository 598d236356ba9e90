import type * as tf from '@tensorflow/tfjs';
import { checkSignal, demand, refuseUnknownNames } from '../options/option-checks.ts';
import { readDataFormat } from '../options/option-readers.ts';
import type { DataFormatName } from '../options/option-types.ts';
import { abortable } from '../waiting/abortable.ts';
import type { ArrayLike3D } from './array-like.ts';
import { arrayToImg } from './array-to-img.ts';
import { encodeInBrowser } from './encode-in-browser.ts';
import { fitToFormat } from './fit-to-format.ts';
import { type ImageFormat, readFormat } from './image-format.ts';
import { PixelImage } from './pixel-image.ts';
import { encodePng, type PngImage } from './png/encode-png.ts';
import { saveError } from './save-error.ts';
import { destinationOf, type SaveTarget } from './save-target.ts';

/** What {@link saveImg} can be told; the defaults are those of Keras and Pillow. */
export interface SaveImgOptions {
  /** Where the channels of an array stand; Keras' spelling is understood too. Default `null`: `'channelsLast'`. */
  readonly dataFormat?: DataFormatName | null | undefined;
  /** The format, in any case; `'jpg'` is `'jpeg'`. Default `null`: as the name of the file says. */
  readonly fileFormat?: ImageFormat | 'jpg' | Uppercase<ImageFormat | 'jpg'> | null | undefined;
  /** Whether the contrast of an array is stretched to 0 to 255, as `arrayToImg` does. Default `true`. */
  readonly scale?: boolean | undefined;
  /** What JPEG and WebP keep, from 1 to 100; PNG keeps all. Default 75 for JPEG, 80 for WebP, as in Pillow. */
  readonly quality?: number | undefined;
  /** Ends the work; the file stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a picture that {@link saveImg} was given. */
export interface SavedImg {
  readonly format: ImageFormat;
  /** What the format could not hold, each in a sentence. */
  readonly warnings: readonly string[];
}

const OPTION_NAMES: readonly string[] = Object.keys({
  dataFormat: true,
  fileFormat: true,
  scale: true,
  quality: true,
  signal: true,
} satisfies Record<keyof SaveImgOptions, true>);

const DEFAULT_QUALITY = { jpeg: 75, webp: 80 } as const;

/**
 * Saves a picture as PNG, JPEG or WebP: `keras.utils.save_img` of Keras 3.6.
 *
 * The target is a file's handle, `{ directory, name }`, a stream, which is closed afterwards, or a string: the name of a
 * download. A file is replaced when all is written; where something fails, or is aborted, the old one stays whole. Of a
 * download a page never learns what became of it.
 *
 * As in Keras the contrast of an array, `[height, width, channels]`, is stretched unless `scale` is `false`; a
 * {@link PixelImage} is saved as it is.
 *
 * PNG holds the very pixels of modes `L`, `RGB`, `RGBA` and `I;16`. JPEG and WebP are the browser's: mode `L` becomes a file
 * of gray colours, and quality 100 of WebP loses nothing of opaque pictures in Chromium and Firefox. Mode `RGBA` to JPEG loses
 * its alpha, with a warning in the result, as in Keras from 3.13 on; mode `I` is refused by PNG and JPEG, as by Pillow 13.
 *
 * @example
 * ```ts
 * const handle = await showSaveFilePicker({ suggestedName: 'picture.png' });
 * await saveImg(handle, tensor, { scale: false });
 * ```
 *
 * @throws ImageDatasetError `invalid-option` for a wrong option, array or target and for a name that tells no
 * format, `save` for what can't be written, `permission` where the page may not write, and `unsupported` where the browser
 * can't write the format. Aborting rejects with the signal's reason.
 */
export async function saveImg(
  target: SaveTarget,
  x: tf.Tensor3D | ArrayLike3D | PixelImage,
  options: SaveImgOptions = {},
): Promise<SavedImg> {
  refuseUnknownNames(options, OPTION_NAMES);
  const { dataFormat = null, fileFormat = null, scale = true, quality, signal } = options;
  const destination = destinationOf(target);
  const format = readFormat(fileFormat, destination.name);
  readDataFormat(dataFormat);
  checkQuality(quality);
  checkSignal(signal);

  const picture = await abortable(signal, async () =>
    x instanceof PixelImage ? x : arrayToImg(x, { dataFormat, scale }),
  );
  const { img, warnings } = fitToFormat(picture, format);
  const blob = await abortable(signal, () => encode(img, format, quality, signal));
  try {
    await destination.write(blob, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw saveError(destination.name, cause);
  }
  return { format, warnings };
}

function encode(img: PixelImage, format: ImageFormat, quality?: number, signal?: AbortSignal): Promise<Blob> {
  if (format === 'png') return encodePng(img as PngImage, signal);
  return encodeInBrowser(img, format, quality ?? DEFAULT_QUALITY[format]);
}

function checkQuality(quality: unknown): void {
  const isPercent = typeof quality === 'number' && quality >= 1 && quality <= 100;
  demand('quality', quality, quality === undefined || isPercent, 'a number from 1 to 100');
}
