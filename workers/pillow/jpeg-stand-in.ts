import { Failure } from '../failure.ts';

/** Stands in for the decoder with the accurate inverse DCT until that is there. */
export function decodeJpegAccurately(_bytes: Uint8Array<ArrayBuffer>): {
  mode: 'L' | 'RGB' | 'CMYK';
  width: number;
  height: number;
  data: Uint8Array<ArrayBuffer>;
} {
  throw new Failure('unsupported', 'it is a JPEG file');
}
