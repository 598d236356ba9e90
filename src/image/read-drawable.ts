import { dropAlpha } from '../drop-alpha.ts';
import { ImageDatasetError } from '../errors.ts';
import { invalidOption, mustBe } from '../options/option-checks.ts';
import type { Size } from '../resample/window.ts';
import { show } from '../show.ts';

/** Pixels that were read back: `[height, width, 3]`. */
export interface Colors {
  readonly width: number;
  readonly height: number;
  readonly channels: 3;
  readonly data: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the colours of `ImageData`, or of what a canvas can draw.
 *
 * It is done at once, so by a canvas: the ways that keep the colours under alpha take a promise.
 *
 * @throws ImageDatasetError `invalid-option` or `permission`.
 */
export function readDrawable(source: ImageData | CanvasImageSource): Colors {
  if (typeof ImageData === 'function' && source instanceof ImageData) return colorsOf(source);
  const { width, height } = sizeOf(source);
  if (!(width >= 1 && height >= 1)) {
    const advice = 'Wait until it is loaded, and do not close it before';
    throw invalidOption('img', source, 'a picture with pixels', `${show(source)} has no pixels. ${advice}.`);
  }
  return colorsOf(draw(source as CanvasImageSource, width, height));
}

function draw(source: CanvasImageSource, width: number, height: number): ImageData {
  // Without it every reading waits for the GPU (https://github.com/whatwg/html/issues/5614).
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new ImageDatasetError('unsupported', 'This browser has no 2D canvas to read pictures by.');
  try {
    context.drawImage(source, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } catch (cause) {
    throw drawError(source, cause);
  }
}

function drawError(source: unknown, cause: unknown): ImageDatasetError {
  const { name, message } = cause as Error;
  if (name === 'SecurityError') {
    const advice = "Load it with crossOrigin = 'anonymous', which its server has to allow";
    return new ImageDatasetError('permission', `This page may not read a picture of another site. ${advice}.`, {
      cause,
    });
  }
  const reason = `${show(source)} can't be read (${name}: ${message})`;
  return new ImageDatasetError('invalid-option', `${reason}.`, { option: 'img', received: source, cause });
}

function colorsOf({ data, width, height }: ImageData): Colors {
  // Browsers of 2025 and later also know ImageData of half floats.
  if (!(data instanceof Uint8ClampedArray)) {
    throw invalidOption('img', data, 'ImageData of 8 bits', `ImageData must have 8 bits a channel, not ${show(data)}.`);
  }
  return { width, height, channels: 3, data: dropAlpha(data) };
}

const NOTHING: Size = { width: 0, height: 0 };

/** The size in pixels of its own, whatever room it takes on the page. Classes differ between pages and workers. */
function sizeOf(source: unknown): Size {
  if (typeof source === 'object' && source !== null) {
    if (!isLoaded(source)) return NOTHING;
    if (has(source, 'naturalWidth', 'naturalHeight'))
      return { width: source.naturalWidth, height: source.naturalHeight };
    if (has(source, 'videoWidth', 'videoHeight')) return { width: source.videoWidth, height: source.videoHeight };
    if (has(source, 'displayWidth', 'displayHeight'))
      return { width: source.displayWidth, height: source.displayHeight };
    if (has(source, 'width', 'height')) return source;
    if (typeof SVGImageElement === 'function' && source instanceof SVGImageElement) {
      return { width: source.width.baseVal.value, height: source.height.baseVal.value };
    }
  }
  throw mustBe('img', source, 'a PixelImage, ImageData, ImageBitmap, VideoFrame, canvas, image or video');
}

/**
 * Whether an image or a video has pixels: it has a size before, and drawing it draws nothing, without an error
 * (https://html.spec.whatwg.org/multipage/canvas.html#check-the-usability-of-the-image-argument).
 */
function isLoaded(source: object): boolean {
  if ('complete' in source) return source.complete === true;
  return !has(source, 'readyState') || source.readyState >= 2; // HAVE_CURRENT_DATA
}

function has<Name extends string>(source: object, ...names: readonly Name[]): source is Record<Name, number> {
  return names.every((name) => typeof (source as Record<string, unknown>)[name] === 'number');
}
