import { crc32 } from '../../../workers/png/crc.ts';
import { nextTask } from '../../waiting/next-task.ts';
import type { PixelImage } from '../pixel-image.ts';
import { filterRow } from './filter-row.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** What the file says of a mode (PNG specification, section 11.2.1). Mode `I` has no counterpart. */
const KINDS = {
  L: { colorType: 0, depth: 8, pixelBytes: 1 },
  'I;16': { colorType: 0, depth: 16, pixelBytes: 2 },
  RGB: { colorType: 2, depth: 8, pixelBytes: 3 },
  RGBA: { colorType: 6, depth: 8, pixelBytes: 4 },
} as const;

/** Bytes that are filtered and compressed before the page gets its turn: some 25 ms of work. */
const BAND_BYTES = 2 ** 18;

/** A picture that a PNG file can hold. */
export type PngImage = PixelImage & { readonly mode: keyof typeof KINDS };

/**
 * Writes a PNG file of the very samples: the colours under a transparent pixel too, and all 16 bits of mode `I;16`.
 *
 * A canvas would lose both. The work is done in bands of rows, between which the page can do something else.
 */
export async function encodePng(img: PngImage, signal?: AbortSignal): Promise<Blob> {
  const { colorType, depth, pixelBytes } = KINDS[img.mode];
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, img.width);
  header.setUint32(4, img.height);
  header.setUint16(8, (depth << 8) | colorType);
  const parts = [SIGNATURE, chunk('IHDR', new Uint8Array(header.buffer))];
  const aborting = signal ? { signal } : {};
  await filteredRows(bytesOf(img), img.height, pixelBytes)
    .pipeThrough(new CompressionStream('deflate'), aborting)
    .pipeTo(
      new WritableStream({
        write(data) {
          parts.push(chunk('IDAT', data));
        },
      }),
      aborting,
    );
  return new Blob([...parts, chunk('IEND', new Uint8Array())], { type: 'image/png' });
}

/** The samples as the file has them: of 16 bits, the high byte first. */
function bytesOf({ data }: PixelImage): Uint8Array<ArrayBuffer> {
  if (data instanceof Uint8Array) return data;
  const bytes = new DataView(new ArrayBuffer(data.length * 2));
  for (let at = 0; at < data.length; at++) bytes.setUint16(at * 2, data[at]!);
  return new Uint8Array(bytes.buffer);
}

function filteredRows(
  bytes: Uint8Array<ArrayBuffer>,
  height: number,
  pixelBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rowBytes = bytes.length / height;
  const rowsOfBand = Math.ceil(BAND_BYTES / rowBytes);
  let above = new Uint8Array(rowBytes);
  let row = 0;
  return new ReadableStream({
    async pull(controller) {
      await nextTask();
      const end = Math.min(row + rowsOfBand, height);
      const band = new Uint8Array((end - row) * (1 + rowBytes));
      for (let at = 0; row < end; row++, at += 1 + rowBytes) {
        const current = bytes.subarray(row * rowBytes, (row + 1) * rowBytes);
        filterRow({ bytes: current, above, pixelBytes }, band.subarray(at));
        above = current;
      }
      controller.enqueue(band);
      if (row === height) controller.close();
    },
  });
}

/** One part of a file: its length, its name, its data, and the checksum of both (PNG specification, section 5.3). */
function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at++) bytes[4 + at] = name.charCodeAt(at);
  bytes.set(data, 8);
  view.setInt32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
