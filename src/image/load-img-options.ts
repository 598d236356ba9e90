import type { ColorMode, LoadImageRequest } from '../../workers/protocol.ts';
import { checkOneOf, checkSignal, checkWorker, demand, refuseUnknownNames } from '../options/option-checks.ts';
import type { WorkerSource } from '../pool/worker-connection.ts';

/** What {@link loadImg} can be told; the defaults are those of Keras. */
export interface LoadImgOptions {
  /**
   * Which colours the picture has in the end. Default `'rgb'`. Under `'grayscale'` a picture of 16 bits keeps them, in mode
   * `I;16`; the other two clip it to 255, as Pillow does.
   */
  readonly colorMode?: ColorMode | undefined;
  /** What the picture is resized to, `[height, width]` in pixels. Default `null`: it keeps its size. */
  readonly targetSize?: readonly [height: number, width: number] | null | undefined;
  /** How it is resized; except with `'nearest'`, shrinking takes all pixels into account. Default `'nearest'`. */
  readonly interpolation?: LoadImgInterpolation | undefined;
  /** Whether the middle is cut out that has the shape of `targetSize`, instead of distorting it. Default `false`. */
  readonly keepAspectRatio?: boolean | undefined;
  /** Ends the waiting; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * A worker script's address, or a function that starts the worker: the same one in each call, which shares its workers.
   * Default: the library's own, inlined.
   */
  readonly worker?: WorkerSource | undefined;
}

/** Pillow's filters, as Keras names them. */
export type LoadImgInterpolation = LoadImageRequest['interpolation'];

/** Options after all checks. */
interface ResolvedLoadImgOptions {
  readonly request: LoadImageRequest;
  readonly signal: AbortSignal | undefined;
  readonly worker: WorkerSource | undefined;
}

const OPTION_NAMES: readonly string[] = Object.keys({
  colorMode: true,
  targetSize: true,
  interpolation: true,
  keepAspectRatio: true,
  signal: true,
  worker: true,
} satisfies Record<keyof LoadImgOptions, true>);

/**
 * Checks the options of `loadImg`, in Keras' order, and fills in its defaults.
 *
 * @throws ImageDatasetError `invalid-option`
 */
export function resolveLoadImgOptions(options: LoadImgOptions): ResolvedLoadImgOptions {
  refuseUnknownNames(options, OPTION_NAMES);
  const { colorMode = 'rgb', targetSize = null, interpolation = 'nearest', keepAspectRatio = false } = options;
  const { signal, worker } = options;
  checkOneOf('colorMode', colorMode, ['grayscale', 'rgb', 'rgba']);
  checkTargetSize(targetSize);
  checkOneOf('interpolation', interpolation, ['nearest', 'bilinear', 'bicubic', 'hamming', 'box', 'lanczos']);
  demand('keepAspectRatio', keepAspectRatio, typeof keepAspectRatio === 'boolean', 'true or false');
  checkSignal(signal);
  checkWorker(worker);
  const size = targetSize ? { height: targetSize[0], width: targetSize[1] } : undefined;
  return { request: { colorMode, size, interpolation, keepAspectRatio }, signal, worker };
}

function checkTargetSize(targetSize: unknown): void {
  const isSide = (side: unknown): boolean => Number.isSafeInteger(side) && (side as number) >= 1;
  const isSize = Array.isArray(targetSize) && targetSize.length === 2 && targetSize.every(isSide);
  const allowed = 'null or [height, width], two integers above 0';
  demand('targetSize', targetSize, targetSize === null || isSize, allowed);
}
