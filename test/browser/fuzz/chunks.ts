/** The formats that are fuzzed, by their extension but for JPEG's. */
export type FuzzFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'webp' | 'avif';

/** A part of a file that its format knows: from `begin` to `end`, excluded. */
export interface Chunk {
  readonly begin: number;
  readonly end: number;
}

/** How long the part is that begins at a byte; 0 where the rest is one part. */
type PartLength = (view: DataView, at: number) => number;

/**
 * Cuts a file into the parts that its format is made of: segments, chunks, blocks or boxes; every byte lies in one of them.
 *
 * It believes what a broken file says, up to the file's end.
 */
export function chunksOf(bytes: Uint8Array, format: FuzzFormat): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let begin = 0; begin < bytes.length; ) {
    const length = begin + 16 > bytes.length ? 0 : PART_LENGTH[format](view, begin);
    const end = length > 0 ? Math.min(begin + length, bytes.length) : bytes.length;
    chunks.push({ begin, end });
    begin = end;
  }
  return chunks;
}

const PART_LENGTH: Readonly<Record<FuzzFormat, PartLength>> = {
  png: (view, at) => (at === 0 ? 8 : 12 + view.getUint32(at)),
  jpeg(view, at) {
    if (at === 0) return 2;
    // What follows the header of a scan is left in one piece: entropy-coded data, and further scans.
    return view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda ? 2 + view.getUint16(at + 2) : 0;
  },
  gif(view, at) {
    if (at === 0) return 13 + colorTableBytes(view.getUint8(10));
    const isImage = view.getUint8(at) === 0x2c;
    if (!isImage && view.getUint8(at) !== 0x21) return 0;
    let end = isImage ? at + 11 + colorTableBytes(view.getUint8(at + 9)) : at + 2;
    while (end < view.byteLength && view.getUint8(end) > 0) end += 1 + view.getUint8(end);
    return end + 1 - at;
  },
  // The file's header, its information, and the pixels.
  bmp: (view, at) => (at === 0 ? 14 : at === 14 ? view.getUint32(14, true) : 0),
  webp: (view, at) => (at === 0 ? 12 : 8 + 2 * Math.ceil(view.getUint32(at + 4, true) / 2)),
  avif: (view, at) => view.getUint32(at),
};

function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
