import type { Samples } from '../src/engine/picture.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { Failure } from './failure.ts';
import { grayLevel } from './gray-level.ts';
import { readSamples } from './read-samples.ts';

/** Has the browser decode a file, told to leave colours and alpha as they are. */
export function bitmapOf(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([bytes]), { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
}

/** Decodes with `createImageBitmap`, for `decode: 'browser'` and for formats that only browsers know. */
export async function decodeInBrowser(bytes: Uint8Array<ArrayBuffer>, channels: Channels): Promise<Samples> {
  const bitmap = await bitmapOf(bytes).catch(() => {
    // The browser gives no details.
    throw new Failure('decode', 'its data is damaged or cut off');
  });
  try {
    const { width, height } = bitmap;
    const rgba = await readSamples(bitmap);
    return channels === 1
      ? { kind: 'samples', width, height, stride: 1, data: toGray(rgba) }
      : { kind: 'samples', width, height, stride: 4, data: rgba };
  } finally {
    bitmap.close();
  }
}

function toGray(rgba: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const gray = new Uint8Array(rgba.length / 4);
  for (let pixel = 0, at = 0; pixel < gray.length; pixel++, at += 4) {
    gray[pixel] = grayLevel(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!);
  }
  return gray;
}
