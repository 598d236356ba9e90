import { crc32 } from '../../../workers/png/crc.ts';
import { chunksOf, type FuzzFormat } from './chunks.ts';

/** Writes into a copy of a file which size it claims to have, wherever its format says so; checksums are made to match. */
export function withDeclaredSize(
  file: Uint8Array,
  format: FuzzFormat,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  if (bytes.length >= 32) DECLARE[format](view, width, height);
  return bytes;
}

/** Gives the chunks of a PNG file the checksums that they should have, so that damage gets past them. */
export function withChecksums(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  for (const { begin, end } of chunksOf(bytes, 'png').slice(1)) {
    if (end - begin >= 12) view.setInt32(end - 4, crc32(bytes.subarray(begin + 4, end - 4)));
  }
  return bytes;
}

const DECLARE: Readonly<Record<FuzzFormat, (view: DataView, width: number, height: number) => void>> = {
  png(view, width, height) {
    view.setUint32(16, width);
    view.setUint32(20, height);
    if (view.byteLength >= 33) view.setInt32(29, crc32(new Uint8Array(view.buffer, 12, 17)));
  },
  bmp(view, width, height) {
    view.setInt32(18, width, true);
    view.setInt32(22, height, true);
  },
  gif(view, width, height) {
    view.setUint16(6, width, true);
    view.setUint16(8, height, true);
    const image = chunksOf(new Uint8Array(view.buffer), 'gif').find(({ begin }) => view.getUint8(begin) === 0x2c);
    if (!image || image.begin + 9 > view.byteLength) return;
    view.setUint16(image.begin + 5, width, true);
    view.setUint16(image.begin + 7, height, true);
  },
  jpeg(view, width, height) {
    const frame = chunksOf(new Uint8Array(view.buffer), 'jpeg').find(
      ({ begin, end }) => end - begin > 9 && /c[0-35-79-bd-f]/.test(view.getUint8(begin + 1).toString(16)),
    );
    if (!frame) return;
    view.setUint16(frame.begin + 5, height);
    view.setUint16(frame.begin + 7, width);
  },
  webp(view, width, height) {
    switch (view.getUint8(15)) {
      case 0x58: // VP8X
        view.setUint32(24, (view.getUint8(27) << 24) | (width - 1), true);
        view.setUint16(27, height - 1, true);
        view.setUint8(29, (height - 1) >> 16);
        break;
      case 0x4c: // VP8L
        view.setUint32(21, ((width - 1) & 0x3fff) | (((height - 1) & 0x3fff) << 14), true);
        break;
      default:
        view.setUint16(26, width, true);
        view.setUint16(28, height, true);
    }
  },
  avif(view, width, height) {
    for (let at = 12; at + 16 <= view.byteLength; at++) {
      if (view.getUint32(at) !== 0x69737065) continue; // ispe
      view.setUint32(at + 8, width);
      view.setUint32(at + 12, height);
      return;
    }
  },
};
