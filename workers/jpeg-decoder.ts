import { dropAlpha } from '../src/drop-alpha.ts';
import type { Coefficients, Samples } from '../src/engine/picture.ts';
import { decodeCoefficients } from '../src/jpeg/coefficients.ts';
import type { Excerpt } from '../src/jpeg/excerpt.ts';
import { JpegError } from '../src/jpeg/jpeg-error.ts';
import { decodePixels } from '../src/jpeg/pixels.ts';
import { NoWebAssembly } from '../src/kernels/kernels.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { Failure } from './failure.ts';

/** Does the serial half of decoding a JPEG file, for an engine that does the rest. */
export function decodeJpegToCoefficients(bytes: Uint8Array, channels: Channels): Coefficients {
  return { kind: 'coefficients', ...orFailure(() => decodeCoefficients(bytes, channels === 1 ? 1 : 3)) };
}

/** Decodes a JPEG file, or an excerpt of it, to TensorFlow's samples; where alpha is asked for, it is 255. */
export function decodeJpeg(bytes: Uint8Array, channels: Channels, excerpt?: Excerpt): Samples {
  const kind = channels === 1 ? 'gray' : 'rgba';
  return { kind: 'samples', ...orFailure(() => decodePixels(bytes, kind, 'fast', excerpt)) };
}

/** A JPEG file as Pillow opens it. */
export interface PillowJpeg {
  readonly mode: 'L' | 'RGB' | 'CMYK';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Rows top to bottom, channels interleaved: `[height, width, 1, 3 or 4]`. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Decodes a JPEG file with the accurate inverse DCT, to Pillow's samples. */
export function decodeJpegAccurately(bytes: Uint8Array): PillowJpeg {
  const { width, height, color, data } = orFailure(() => decodePixels(bytes, 'native', 'accurate'));
  switch (color) {
    case 'gray':
      return { mode: 'L', width, height, data: data.slice() };
    case 'cmyk':
    case 'ycck':
      // Pillow takes all CMYK for Adobe's, which is inverted.
      return { mode: 'CMYK', width, height, data: data.map((ink) => 255 - ink) };
    default:
      return { mode: 'RGB', width, height, data: dropAlpha(data) };
  }
}

function orFailure<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof JpegError) throw new Failure(error.tag, error.message);
    if (error instanceof NoWebAssembly) throw new Failure('worker-start', WITHOUT_WEBASSEMBLY);
    throw error;
  }
}

const WITHOUT_WEBASSEMBLY =
  "WebAssembly is forbidden by the page's Content-Security-Policy, or the browser lacks it. Allow \"script-src 'wasm-unsafe-eval'\", or have the browser decode: { decode: 'browser' }";
