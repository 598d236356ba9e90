import type { Samples } from '../src/engine/picture.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { decodeBmp } from './bmp-decoder.ts';
import { decodeInBrowser } from './browser-decoder.ts';
import { withoutOrientation } from './exif-orientation.ts';
import { decodeGif } from './gif-decoder.ts';
import { decodeJpeg } from './jpeg-decoder.ts';
import { decodePng } from './png-decoder.ts';
import type { PictureFormat } from './protocol.ts';
import { wholeBmp } from './whole-bmp.ts';

/** Decodes a whole file into at least the channels asked for. */
type Decoder = (bytes: Uint8Array<ArrayBuffer>, channels: Channels) => Samples | Promise<Samples>;

/** Which decoder serves which content: our own, which give TensorFlow's samples, and the browser's. */
export const DECODERS: Readonly<Record<'exact' | 'browser', Readonly<Record<PictureFormat, Decoder>>>> = {
  exact: {
    jpeg: decodeJpeg,
    png: decodePng,
    gif: decodeGif,
    bmp: decodeBmp,
    webp: decodeInBrowser,
    avif: decodeInBrowser,
  },
  browser: {
    jpeg: (bytes, channels) => decodeInBrowser(withoutOrientation(bytes), channels),
    png: decodeInBrowser,
    gif: decodeInBrowser,
    bmp: (bytes, channels) => decodeInBrowser(wholeBmp(bytes), channels),
    webp: decodeInBrowser,
    avif: decodeInBrowser,
  },
};
