import type { DataFormat } from '../engine/output-layout.ts';
import type { ImageDatasetError } from '../errors.ts';
import type { Interpolation } from '../resample/plan.ts';
import { show } from '../show.ts';
import { DECODABLE_EXTENSIONS } from '../supported-extensions.ts';
import {
  checkOneOf,
  checkOnProgress,
  checkSignal,
  checkWorker,
  demand,
  invalidOption,
  mustBe,
} from './option-checks.ts';
import type { LabelSource, ResolvedOptions, Subset } from './option-types.ts';

// Each function throws an ImageDatasetError `invalid-option`. The values come from callers whom no compiler
// may have checked, hence `unknown`.

const INTERPOLATIONS: readonly Interpolation[] = [
  'bilinear',
  'nearest',
  'bicubic',
  'area',
  'lanczos3',
  'lanczos5',
  'gaussian',
  'mitchellcubic',
];

/** What Keras does not offer where it crops. */
const NOT_WITH_CROP: readonly Interpolation[] = ['gaussian', 'mitchellcubic'];

const LARGEST_SEED = 2 ** 32 - 1;

/** Takes `labels` as given: copies a list of integers, and refuses class names beside it. */
export function readLabels(labels: unknown, classNames: readonly string[] | null): 'inferred' | null | Int32Array {
  if (labels === 'inferred' || labels === null) return labels;
  if (!isArrayLike(labels)) throw mustBe('labels', labels, "'inferred', null or an array of one integer per image");
  const values = Int32Array.from({ length: labels.length }, (_, i) => {
    const value = labels[i];
    if (typeof value === 'number' && (value | 0) === value) return value;
    const rule = 'Labels must be integers from -2147483648 to 2147483647';
    throw invalidOption('labels', value, 'integers of 32 bits', `${rule}, and labels[${i}] is ${show(value)}.`);
  });
  if (classNames !== null && classNames.length !== 0) throw namesBesideLabels(classNames);
  return values;
}

/** Brings `labels` and `classNames` together, which belong to each other only where labels are inferred. */
export function settleLabels(
  labels: 'inferred' | null | Int32Array,
  classNames: readonly string[] | null,
): LabelSource {
  if (labels === 'inferred') {
    return Object.freeze({ kind: 'inferred', classNames: classNames === null ? null : copyNames(classNames) });
  }
  if (labels === null) {
    if (classNames === null) return Object.freeze({ kind: 'none' });
    const advice = "leave it out, or set labels to 'inferred' and choose a labelMode";
    throw invalidOption('classNames', classNames, null, `Without labels classNames means nothing: ${advice}.`);
  }
  if (classNames !== null) throw namesBesideLabels(classNames);
  return Object.freeze({ kind: 'explicit', values: labels });
}

function namesBesideLabels(classNames: unknown): ImageDatasetError {
  const why = 'classNames goes with inferred labels only';
  const advice = 'leave it out: beside a list of labels, the class names are its distinct values, sorted';
  return invalidOption('classNames', classNames, null, `${why}; ${advice}.`);
}

function copyNames(classNames: unknown): readonly string[] {
  if (Array.isArray(classNames) && classNames.every((name) => typeof name === 'string')) {
    return Object.freeze([...classNames]);
  }
  throw mustBe('classNames', classNames, 'an array of folder names');
}

/** Makes `imageSize` a pair; what its two sides are is looked at later, by {@link readSides}. */
export function readSize(imageSize: unknown): readonly [height: unknown, width: unknown] {
  if (Number.isInteger(imageSize)) return [imageSize, imageSize];
  if (Array.isArray(imageSize) && imageSize.length === 2) return [imageSize[0], imageSize[1]];
  throw mustBe('imageSize', imageSize, 'an integer or [height, width]');
}

/** Takes both sides of the image if they are integers. */
export function readSides(size: readonly [height: unknown, width: unknown]): readonly [height: number, width: number] {
  if (size.every(Number.isInteger)) return size as readonly [number, number];
  throw mustBe('imageSize', size, '[height, width] in whole pixels');
}

/** Checks that both sides of the image have `least` pixels. */
export function checkSides(height: number, width: number, least: 0 | 1): void {
  demand('imageSize', [height, width], height >= least && width >= least, 'one pixel by one at least');
}

/** Takes any spelling in capitals, as Keras does. */
export function readInterpolation(interpolation: unknown): Interpolation {
  const lower = typeof interpolation === 'string' ? interpolation.toLowerCase() : interpolation;
  return INTERPOLATIONS.find((name) => name === lower) ?? checkOneOf('interpolation', interpolation, INTERPOLATIONS);
}

/** Brings `validationSplit` and `subset` together; a fraction of 0 is no split. */
export function readSplit(validationSplit: unknown, subset: unknown): ResolvedOptions['split'] {
  const fraction = validationSplit ?? 0;
  if (typeof fraction !== 'number' || !(fraction >= 0 && fraction < 1))
    throw mustBe('validationSplit', validationSplit, 'a number between 0 and 1');
  if ((fraction !== 0) !== Boolean(subset)) {
    const [there, missing] = subset
      ? [`subset ${show(subset)}`, 'a validationSplit, such as 0.2']
      : [`validationSplit ${fraction}`, "a subset: 'training', 'validation' or 'both'"];
    throw invalidOption('validationSplit', validationSplit, 'both or neither', `${there} needs ${missing}.`);
  }
  const part = checkOneOf<Subset | null>('subset', subset, ['training', 'validation', 'both', null]);
  return part && Object.freeze({ fraction, subset: part });
}

/** A directory that is shuffled and split needs a seed of the caller's. */
export function checkSeedOfSplit(seed: unknown): void {
  if (seed !== null) return;
  const why = 'so that training and validation have no file in common';
  throw invalidOption('seed', seed, 'an integer', `Shuffling with a validationSplit needs a seed, ${why}.`);
}

/** Checks a seed against what NumPy's legacy RandomState takes. */
export function checkSeed(seed: unknown): void {
  const isSeed = Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) <= LARGEST_SEED;
  demand('seed', seed, isSeed, `an integer from 0 to ${LARGEST_SEED}`);
}

/** Draws from the range that Keras draws from. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 1e6);
}

/** Takes the spellings of tfjs and of Keras, in any case. */
export function readDataFormat(dataFormat: unknown): DataFormat {
  if (dataFormat === null) return 'channelsLast';
  const formats = ['channelsLast', 'channelsFirst'] as const;
  const bare = typeof dataFormat === 'string' ? dataFormat.replace('_', '').toLowerCase() : dataFormat;
  return formats.find((name) => name.toLowerCase() === bare) ?? checkOneOf('dataFormat', dataFormat, formats);
}

/** Checks the number of images in a batch; `null` is none. */
export function checkBatchSize(batchSize: unknown, least: 0 | 1): void {
  const isSize = batchSize === null || (Number.isInteger(batchSize) && (batchSize as number) >= least);
  demand('batchSize', batchSize, isSize, 'an integer above 0, or null for single images');
}

/** Makes one word of Keras' two switches. */
export function readFit(crop: unknown, pad: unknown): ResolvedOptions['fit'] {
  if (crop && pad) {
    const rule = 'cropToAspectRatio and padToAspectRatio exclude each other';
    throw invalidOption('padToAspectRatio', pad, false, `${rule}: set only one of them.`);
  }
  if (crop) return 'crop';
  return pad ? 'pad' : 'stretch';
}

/** Checks the interpolation that is to go with `cropToAspectRatio`. */
export function checkCropMethod(method: Interpolation): void {
  if (!NOT_WITH_CROP.includes(method)) return;
  const allowed = INTERPOLATIONS.filter((name) => !NOT_WITH_CROP.includes(name));
  const rule = `cropToAspectRatio can't be had with interpolation '${method}'`;
  throw invalidOption('interpolation', method, allowed, `${rule}: take one of ${allowed.join(', ')}.`);
}

/** Reads the extensions of images. */
export function readExtensions(extensions: unknown): readonly string[] {
  const rule = 'extensions must be an array of';
  const allowed = DECODABLE_EXTENSIONS;
  const names = Array.isArray(extensions) ? extensions.map((name) => String(name).toLowerCase()) : [];
  const wrong = names.find((name) => !allowed.includes(name));
  if (names.length > 0 && wrong === undefined) return Object.freeze(names);
  const received = wrong === undefined ? show(extensions) : show(wrong);
  throw invalidOption('extensions', extensions, allowed, `${rule} ${allowed.join(', ')}, not ${received}.`);
}

/** Checks the options that Keras does not have and that are no plain choice. */
export function checkPlatformOptions(
  given: Record<'workers' | 'maxBytesInFlight' | 'cacheBytes' | 'worker' | 'signal' | 'onProgress', unknown>,
): void {
  const { workers, maxBytesInFlight, cacheBytes, worker, signal, onProgress } = given;
  demand('workers', workers, Number.isInteger(workers) && (workers as number) > 0, 'an integer above 0');
  const isBudget = (bytes: unknown): boolean => typeof bytes === 'number' && bytes > 0;
  demand('maxBytesInFlight', maxBytesInFlight, isBudget(maxBytesInFlight), 'a number of bytes above 0');
  demand('cacheBytes', cacheBytes, isBudget(cacheBytes), 'a number of bytes above 0');
  checkWorker(worker);
  checkSignal(signal);
  checkOnProgress(onProgress);
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === 'object' && value !== null && 'length' in value && Number.isInteger(value.length);
}
