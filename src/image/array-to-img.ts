import type * as tf from '@tensorflow/tfjs';
import type { DataFormat } from '../engine/output-layout.ts';
import { invalidOption, refuseUnknownNames } from '../options/option-checks.ts';
import { readDataFormat } from '../options/option-readers.ts';
import type { DataFormatName } from '../options/option-types.ts';
import { type ArrayDtype, checkDtype } from './array-dtype.ts';
import { type ArrayLike3D, type FlatArray, readArray } from './array-like.ts';
import { planesToPixels } from './channel-order.ts';
import { largest } from './extremes.ts';
import { castToInt32, castToUint8 } from './numpy-cast.ts';
import { PixelImage } from './pixel-image.ts';
import { stretchContrast } from './stretch-contrast.ts';

/** What {@link arrayToImg} can be told; the defaults are Keras'. */
export interface ArrayToImgOptions {
  /** Where the channels stand; Keras' spelling is understood too. Default `null`: `'channelsLast'`. */
  readonly dataFormat?: DataFormatName | null | undefined;
  /**
   * Whether contrast is stretched: the least number becomes 0, the largest 255, whatever they were. Default `true`.
   *
   * With `false` numbers are taken as they are, which is right for pixels from 0 to 255.
   */
  readonly scale?: boolean | undefined;
  /** What the numbers are turned into before anything else; `'int32'` only without `scale`. Default `'float32'`. */
  readonly dtype?: ArrayDtype | undefined;
}

const OPTION_NAMES: readonly string[] = Object.keys({
  dataFormat: true,
  scale: true,
  dtype: true,
} satisfies Record<keyof ArrayToImgOptions, true>);

const MODES = { 1: 'L', 3: 'RGB', 4: 'RGBA' } as const;

interface Size {
  readonly height: number;
  readonly width: number;
  readonly channels: keyof typeof MODES;
}

/**
 * Makes a picture of numbers: `keras.utils.array_to_img` of Keras 3.6.
 *
 * `x` is `[height, width, channels]`, or `[channels, height, width]` with `dataFormat: 'channelsFirst'`; 4 channels make a
 * picture of mode `RGBA`, 3 `RGB`, and 1 `L`. As in Keras the contrast is stretched unless `scale` is `false`, and fractions
 * are cut off. Without `scale`, numbers outside of 0 to 255 wrap around as NumPy's do (256 is 0, -1 is 255), but one channel
 * with a number above 255 makes a picture of mode `I`, of 32 bits.
 *
 * A tensor is read, and stays the caller's to dispose of.
 *
 * It differs from Keras in two cases: an array without a pixel is refused always, and `dtype: 'int32'` with `scale` too,
 * while Keras lets it pass where all numbers are equal.
 *
 * @example
 * ```ts
 * const picture = await arrayToImg(images.squeeze([0]), { scale: false });
 * context.putImageData(picture.toImageData(), 0, 0);
 * ```
 *
 * @throws ImageDatasetError `invalid-option`: another number of axes or channels, no numbers, or a wrong option.
 */
export async function arrayToImg(x: tf.Tensor3D | ArrayLike3D, options: ArrayToImgOptions = {}): Promise<PixelImage> {
  refuseUnknownNames(options, OPTION_NAMES);
  const { dataFormat = null, scale = true, dtype = 'float32' } = options;
  const format = readDataFormat(dataFormat);
  checkDtype(dtype);
  if (scale && dtype === 'int32') {
    const advice = 'set scale to false, or leave dtype out';
    throw invalidOption('dtype', dtype, 'float32', `Stretching the contrast needs fractions: ${advice}.`);
  }
  const { data, shape } = await readArray(x);
  const size = sizeOf(shape, format);
  const numbers = dtype === 'int32' ? castToInt32(data) : new Float32Array(data);
  if (scale) stretchContrast(numbers as Float32Array);
  return pictureOf(numbers, size, format);
}

function sizeOf(shape: FlatArray['shape'], format: DataFormat): Size {
  const [height, width, channels] = format === 'channelsLast' ? shape : [shape[1], shape[2], shape[0]];
  if (channels === 1 || channels === 3 || channels === 4) return { height, width, channels };
  const where = format === 'channelsLast' ? 'last' : 'first';
  const advice = `The ${where} axis is taken for the channels, of which there must be 1, 3 or 4`;
  throw invalidOption('x', shape, '1, 3 or 4 channels', `Unsupported channel number: ${channels}. ${advice}.`);
}

function pictureOf(numbers: ArrayLike<number>, { height, width, channels }: Size, format: DataFormat): PixelImage {
  if (channels === 1 && largest(numbers) > 255) return new PixelImage('I', width, height, castToInt32(numbers));
  const samples = castToUint8(numbers);
  const pixels = format === 'channelsLast' ? samples : planesToPixels(samples, channels);
  return new PixelImage(MODES[channels], width, height, pixels);
}
