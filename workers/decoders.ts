import type { Decoded } from '../src/engine/picture.ts';
import { decodeInBrowser } from './browser-decoder.ts';
import type { PictureFormat } from './picture-header.ts';

/** Decodes a whole file into at least the channels asked for. */
type Decoder = (bytes: Uint8Array<ArrayBuffer>, format: PictureFormat, channels: 1 | 3 | 4) => Promise<Decoded>;

/** Which decoder serves which content. */
export const DECODERS: Readonly<Record<PictureFormat, Decoder>> = {
  jpeg: decodeInBrowser,
  png: decodeInBrowser,
  gif: decodeInBrowser,
  bmp: decodeInBrowser,
};
