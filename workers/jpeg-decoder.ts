import type { Samples } from '../src/engine/picture.ts';
import { decodeJpeg } from '../src/jpeg/decode-jpeg.ts';
import { JpegError } from '../src/jpeg/jpeg-error.ts';
import { Failure } from './failure.ts';

/** Decodes a JPEG file to TensorFlow's samples; where alpha is asked for, it is 255. */
export function decodeJpegFile(bytes: Uint8Array<ArrayBuffer>, channels: 1 | 3 | 4): Promise<Samples> {
  try {
    const samples = decodeJpeg(bytes, channels === 1 ? 1 : 3);
    return Promise.resolve(channels === 4 ? withAlpha(samples) : samples);
  } catch (error) {
    if (!(error instanceof JpegError)) throw error;
    throw new Failure(error.isUnsupported ? 'unsupported' : 'decode', error.message);
  }
}

function withAlpha({ data, ...rest }: Samples): Samples {
  const rgba = new Uint8Array((data.length / 3) * 4);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba[to] = data[from]!;
    rgba[to + 1] = data[from + 1]!;
    rgba[to + 2] = data[from + 2]!;
    rgba[to + 3] = 255;
  }
  return { ...rest, stride: 4, data: rgba };
}
