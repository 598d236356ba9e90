import type {
  CacheChoice,
  ColorMode,
  DecodeChoice,
  EngineChoice,
  ImageDatasetOptions,
  Interpolation,
} from '../../src/index.ts';

/** Keras' three ways to bring pictures into one shape. */
export type Fit = 'stretch' | 'crop' | 'pad';

/** What the page has a control for. */
export interface LoaderOptions {
  /** Height and width in pixels. */
  readonly imageSize: number;
  readonly fit: Fit;
  readonly interpolation: Interpolation;
  readonly colorMode: ColorMode;
  readonly batchSize: number;
  readonly seed: number;
  /** The fraction set aside for validation. */
  readonly validationSplit: number;
  readonly engine: EngineChoice;
  readonly decode: DecodeChoice;
  /** Where pictures are kept for later epochs of a training. */
  readonly cache: CacheChoice;
  /** Whether photographs are turned as their EXIF data says. */
  readonly upright: boolean;
  /** Whether files count that the browser decodes and Keras doesn't know. */
  readonly webpAndAvif: boolean;
}

/** Small pictures, so that a processor learns a few hundred within a minute, too. */
export const DEFAULT_OPTIONS: LoaderOptions = {
  imageSize: 32,
  fit: 'stretch',
  interpolation: 'bilinear',
  colorMode: 'rgb',
  batchSize: 16,
  seed: 1337,
  validationSplit: 0.2,
  engine: 'auto',
  decode: 'exact',
  cache: 'memory',
  upright: false,
  webpAndAvif: false,
};

export const INTERPOLATIONS: readonly Interpolation[] = [
  'bilinear',
  'nearest',
  'bicubic',
  'area',
  'lanczos3',
  'lanczos5',
  'gaussian',
  'mitchellcubic',
];

/** How many channels a picture has. */
export const CHANNELS: Readonly<Record<ColorMode, number>> = { rgb: 3, grayscale: 1, rgba: 4 };

/** What decides about pixels, as the library wants it. */
export type PixelOptions = Readonly<
  Required<
    Pick<
      ImageDatasetOptions,
      | 'imageSize'
      | 'interpolation'
      | 'colorMode'
      | 'engine'
      | 'cropToAspectRatio'
      | 'padToAspectRatio'
      | 'orientation'
      | 'decode'
    >
  >
>;

/** The same for training and for a single picture. */
export function pixelOptions(options: LoaderOptions): PixelOptions {
  const { imageSize, fit, interpolation, colorMode, engine, decode, upright } = options;
  return {
    imageSize,
    interpolation,
    colorMode,
    cropToAspectRatio: fit === 'crop',
    padToAspectRatio: fit === 'pad',
    orientation: upright ? 'apply' : 'ignore',
    decode,
    engine,
  };
}
