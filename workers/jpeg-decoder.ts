import type { Coefficients, Samples } from '../src/engine/picture.ts';
import { decodeCoefficients } from '../src/jpeg/coefficients.ts';
import { JpegError } from '../src/jpeg/jpeg-error.ts';
import { decodePixels } from '../src/jpeg/pixels.ts';
import { NoWebAssembly } from '../src/kernels/kernels.ts';
import { Failure } from './failure.ts';

/** Does the serial half of decoding a JPEG file, for an engine that does the rest. */
export function decodeJpegToCoefficients(bytes: Uint8Array, channels: 1 | 3 | 4): Coefficients {
  return { kind: 'coefficients', ...orFailure(() => decodeCoefficients(bytes, channels === 1 ? 1 : 3)) };
}

/** Decodes a JPEG file to TensorFlow's samples; where alpha is asked for, it is 255. */
export function decodeJpeg(bytes: Uint8Array, channels: 1 | 3 | 4): Samples {
  return { kind: 'samples', ...orFailure(() => decodePixels(bytes, channels === 1 ? 'gray' : 'rgba', 'fast')) };
}

function orFailure<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof JpegError) throw new Failure(error.isUnsupported ? 'unsupported' : 'decode', error.message);
    if (error instanceof NoWebAssembly) throw new Failure('worker-start', WITHOUT_WEBASSEMBLY);
    if (error instanceof RangeError) throw new Failure('limit', 'it takes more memory than there is');
    throw error;
  }
}

const WITHOUT_WEBASSEMBLY =
  "WebAssembly is forbidden by the page's Content-Security-Policy, or the browser lacks it. Allow \"script-src 'wasm-unsafe-eval'\", or have the browser decode: { decode: 'browser' }";
