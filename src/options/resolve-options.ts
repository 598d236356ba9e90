import { defaultWorkers } from '../pool/default-workers.ts';
import { KERAS_EXTENSIONS } from '../supported-extensions.ts';
import { checkOneOf, refuseUnknownNames } from './option-checks.ts';
import {
  checkBatchSize,
  checkCropMethod,
  checkPlatformOptions,
  checkSeed,
  checkSeedOfSplit,
  checkSides,
  drawSeed,
  readDataFormat,
  readExtensions,
  readFit,
  readInterpolation,
  readLabels,
  readSides,
  readSize,
  readSplit,
  settleLabels,
} from './option-readers.ts';
import type { CacheChoice, ImageDatasetOptions, ResolvedOptions } from './option-types.ts';

/** Every name that is an option; a missing or a surplus one does not compile. */
const OPTION_NAMES: readonly string[] = Object.keys({
  labels: true,
  labelMode: true,
  classNames: true,
  colorMode: true,
  batchSize: true,
  imageSize: true,
  shuffle: true,
  seed: true,
  validationSplit: true,
  subset: true,
  interpolation: true,
  followLinks: true,
  cropToAspectRatio: true,
  padToAspectRatio: true,
  dataFormat: true,
  verbose: true,
  engine: true,
  labelDtype: true,
  onError: true,
  decode: true,
  orientation: true,
  extensions: true,
  workers: true,
  maxBytesInFlight: true,
  cache: true,
  cacheBytes: true,
  worker: true,
  signal: true,
  onProgress: true,
} satisfies Record<keyof ImageDatasetOptions, true>);

const CHANNELS = { grayscale: 1, rgb: 3, rgba: 4 } as const;

/**
 * Checks the arguments of a dataset and fills in Keras' defaults.
 *
 * It makes every check that needs no file, in the order in which Keras makes them, so that of several mistakes the
 * same one is reported; names that are no option come first, our own options last. The result is frozen. Where no
 * `seed` is given, an integer from 0 to 999999 is drawn by `Math.random`, the range that Keras draws from.
 *
 * @throws ImageDatasetError `invalid-option`, and `option`, `received` and `allowed` set.
 */
export function resolveOptions(options: ImageDatasetOptions = {}): ResolvedOptions {
  refuseUnknownNames(options, OPTION_NAMES);
  const {
    labels = 'inferred',
    labelMode = 'int',
    classNames = null,
    colorMode = 'rgb',
    batchSize = 32,
    imageSize = 256,
    shuffle = true,
    seed = null,
    validationSplit = null,
    subset = null,
    interpolation = 'bilinear',
    cropToAspectRatio = false,
    padToAspectRatio = false,
    dataFormat = null,
    verbose = true,
    engine = 'auto',
    labelDtype = 'int32',
    onError = 'raise',
    decode = 'exact',
    orientation = 'ignore',
    extensions = KERAS_EXTENSIONS,
    workers = defaultWorkers(),
    maxBytesInFlight = 256 * 2 ** 20,
    cache = false,
    cacheBytes = defaultCacheBytes(cache),
    worker,
    signal,
    onProgress,
  } = options;

  const values = readLabels(labels, classNames);
  checkOneOf('labelMode', labelMode, ['int', 'categorical', 'binary', null]);
  checkOneOf('colorMode', colorMode, ['rgb', 'grayscale', 'rgba']);
  const size = readSize(imageSize);
  const method = readInterpolation(interpolation);
  const split = readSplit(validationSplit, subset);
  if (split && shuffle) checkSeedOfSplit(seed);
  // Without a mode there are no labels, whatever `labels` says; then files outside of class folders count too.
  const source = settleLabels(labelMode === null ? null : values, classNames);
  if (shuffle && seed !== null) checkSeed(seed);
  const format = readDataFormat(dataFormat);
  // The shuffle's buffer of eight batches is made early, and takes 0; the batches themselves are made last.
  if (shuffle) checkBatchSize(batchSize, 0);
  const fit = readFit(cropToAspectRatio, padToAspectRatio);
  const [height, width] = readSides(size);
  if (fit === 'crop') checkCropMethod(method);
  checkSides(height, width, fit === 'pad' ? 1 : 0);
  checkBatchSize(batchSize, 1);
  // Except with padding, Keras notices an image without pixels at the first file only.
  checkSides(height, width, 1);

  checkOneOf('engine', engine, ['auto', 'webgpu', 'cpu']);
  checkOneOf('labelDtype', labelDtype, ['int32', 'float32']);
  checkOneOf('onError', onError, ['raise', 'skip']);
  checkOneOf('decode', decode, ['exact', 'browser', 'reduced']);
  checkOneOf('orientation', orientation, ['ignore', 'apply']);
  const images = readExtensions(extensions);
  checkOneOf('cache', cache, [false, 'memory', 'disk']);
  checkPlatformOptions({ workers, maxBytesInFlight, cacheBytes, worker, signal, onProgress });

  return Object.freeze({
    labels: source,
    labelMode: source.kind === 'none' ? null : labelMode,
    labelDtype,
    channels: CHANNELS[colorMode],
    batchSize,
    height,
    width,
    fit,
    interpolation: method,
    shuffle: Boolean(shuffle),
    // A seed that nothing uses may be anything, as in Keras.
    seed: typeof seed === 'number' ? seed : drawSeed(),
    split,
    dataFormat: format,
    verbose: Boolean(verbose),
    engine,
    onError,
    decode,
    orientation,
    extensions: images,
    workers,
    maxBytesInFlight,
    cache,
    cacheBytes,
    worker,
    signal,
    onProgress,
  });
}

/** Where browsers tell how much memory there is (Chromium, in GiB, 8 at most in old releases), they never tell less than 0.25. */
function defaultCacheBytes(cache: CacheChoice): number {
  if (cache === 'disk') return 2 * 2 ** 30;
  const { deviceMemory = Number.POSITIVE_INFINITY } = (globalThis.navigator ?? {}) as {
    readonly deviceMemory?: number;
  };
  return Math.min(512 * 2 ** 20, deviceMemory * 2 ** 28);
}
