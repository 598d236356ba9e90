import { decodeInBrowser } from '../browser-decoder.ts';
import { decodeJpegAccurately } from '../jpeg-decoder.ts';
import { readClaims, sniff } from '../picture-header.ts';
import type { PictureFormat } from '../protocol.ts';
import { refuseBombs } from './bomb-limit.ts';
import { openBmp } from './open-bmp.ts';
import { openGif } from './open-gif.ts';
import { openPng } from './open-png.ts';
import type { RawImage } from './raw-image.ts';

/** Opens a whole file. */
type Open = (bytes: Uint8Array<ArrayBuffer>) => RawImage | Promise<RawImage>;

const OPEN: Readonly<Record<PictureFormat, Open>> = {
  jpeg: openJpeg,
  png: openPng,
  gif: openGif,
  bmp: openBmp,
  webp: openInBrowser,
  avif: openInBrowser,
};

/**
 * Opens a file as `PIL.Image.open` and `load` do, by its content, whatever its name.
 *
 * @throws Failure where Pillow raises an error, or this library does not know the format.
 */
export function openPicture(bytes: Uint8Array<ArrayBuffer>): RawImage | Promise<RawImage> {
  return OPEN[sniff(bytes)](bytes);
}

function openJpeg(bytes: Uint8Array): RawImage {
  refuseBombs(readClaims(bytes));
  return decodeJpegAccurately(bytes);
}

/** Pillow's own decoders for these formats are not ported; it has RGB where there is no alpha, which comes to the same. */
async function openInBrowser(bytes: Uint8Array<ArrayBuffer>): Promise<RawImage> {
  refuseBombs(readClaims(bytes));
  const { width, height, data } = await decodeInBrowser(bytes, 4);
  return { mode: 'RGBA', width, height, data };
}
