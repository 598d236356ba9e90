import type { Coefficients, Samples } from '../src/engine/picture.ts';
import { decodeCoefficients } from '../src/jpeg/coefficients.ts';
import { JpegError } from '../src/jpeg/jpeg-error.ts';
import { reconstruct } from '../src/jpeg/reconstruct.ts';
import { Failure } from './failure.ts';

/** Does the serial half of decoding a JPEG file; the engine does the rest. */
export function decodeJpeg(bytes: Uint8Array<ArrayBuffer>, channels: 1 | 3 | 4): Coefficients {
  try {
    return { kind: 'coefficients', ...decodeCoefficients(bytes, channels === 1 ? 1 : 3) };
  } catch (error) {
    if (!(error instanceof JpegError)) throw error;
    throw new Failure(error.isUnsupported ? 'unsupported' : 'decode', error.message);
  }
}

/** Does the parallel half in the worker, for the CPU engine; where alpha is asked for, it is 255. */
export function toSamples(jpeg: Coefficients, channels: 1 | 3 | 4): Samples {
  const { width, height } = jpeg;
  const stride = channels === 1 ? 1 : 3;
  const data = reconstruct(jpeg, stride);
  return channels === 4
    ? { kind: 'samples', width, height, stride: 4, data: withAlpha(data) }
    : { kind: 'samples', width, height, stride, data };
}

function withAlpha(rgb: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!;
    rgba[to + 1] = rgb[from + 1]!;
    rgba[to + 2] = rgb[from + 2]!;
  }
  return rgba;
}
