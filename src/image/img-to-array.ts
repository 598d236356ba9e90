import type * as tf from '@tensorflow/tfjs';
import { refuseUnknownNames } from '../options/option-checks.ts';
import { readDataFormat } from '../options/option-readers.ts';
import type { DataFormatName } from '../options/option-types.ts';
import { channelsOf } from '../pixel-mode.ts';
import { pixelTensor } from '../tensors.ts';
import { type ArrayDtype, checkDtype } from './array-dtype.ts';
import { pixelsToPlanes } from './channel-order.ts';
import { PixelImage } from './pixel-image.ts';
import { readDrawable } from './read-drawable.ts';

/** What {@link imgToArray} can be told; the defaults are Keras'. */
export interface ImgToArrayOptions {
  /** Where the channels go; Keras' spelling is understood too. Default `null`: `'channelsLast'`. */
  readonly dataFormat?: DataFormatName | null | undefined;
  /** The type of the tensor's numbers. Default `'float32'`. */
  readonly dtype?: ArrayDtype | undefined;
}

const OPTION_NAMES: readonly string[] = Object.keys({
  dataFormat: true,
  dtype: true,
} satisfies Record<keyof ImgToArrayOptions, true>);

/**
 * Makes a tensor of a picture: `keras.utils.img_to_array` of Keras 3.6.
 *
 * The tensor is `[height, width, channels]`, or `[channels, height, width]` with `dataFormat: 'channelsFirst'`, and is the
 * caller's to dispose of. Numbers are the picture's own, without any scaling: 0 to 255, of mode `I;16` 0 to 65535, of mode
 * `I` integers of 32 bits (float32 holds them exactly up to 2²⁴). A {@link PixelImage} gives the channels of its mode.
 *
 * What else a page has at hand gives 3 channels; alpha is dropped. `ImageData` is exact. Everything else is drawn on a
 * canvas to be read, and is exact where the picture is opaque and in sRGB, unless the browser adds noise to canvases
 * against fingerprinting. Half transparent colours come back rounded, off by up to 128 / alpha levels, and those under
 * alpha 0 are black. `loadImg` keeps all colours. An image element is turned upright by its EXIF data and converted to sRGB.
 *
 * @example
 * ```ts
 * const x = imgToArray(picture).expandDims(0); // [1, height, width, channels]
 * const prediction = model.predict(x);
 * ```
 *
 * @throws ImageDatasetError `invalid-option` for what is no picture, has no pixels yet, or a wrong option;
 * `permission` for a picture of another site that does not let this one read it.
 */
export function imgToArray(
  img: PixelImage | ImageData | ImageBitmap | CanvasImageSource,
  options: ImgToArrayOptions = {},
): tf.Tensor3D {
  refuseUnknownNames(options, OPTION_NAMES);
  const { dataFormat = null, dtype = 'float32' } = options;
  const format = readDataFormat(dataFormat);
  checkDtype(dtype);
  const { width, height, channels, data } =
    img instanceof PixelImage ? { ...img, channels: channelsOf(img.mode) } : readDrawable(img);
  const numbers = dtype === 'float32' ? new Float32Array(data) : new Int32Array(data);
  return format === 'channelsLast'
    ? pixelTensor(numbers, [height, width, channels])
    : pixelTensor(pixelsToPlanes(numbers, channels), [channels, height, width]);
}
