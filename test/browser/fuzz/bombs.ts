import { crc32 } from '../../../workers/png/crc.ts';

/** A gray PNG file of one bit per pixel that is black all over, or cut off: few bytes for any number of pixels. */
export async function blackPng(width: number, height: number, rows: number = height): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 1;
  const data = await deflatedZeros((1 + Math.ceil(width / 8)) * rows);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** A chunk whose compressed text or profile takes up `bytes`. */
export async function compressedChunk(type: 'zTXt' | 'iCCP', bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const name = Uint8Array.of(0x61, 0, 0);
  return chunk(type, new Uint8Array(await new Blob([name, await deflatedZeros(bytes)]).arrayBuffer()));
}

/** A GIF file of as many frames of one pixel, in two colours. */
export function manyFramesGif(frames: number): Uint8Array<ArrayBuffer> {
  const screen = [...'GIF89a'].map((letter) => letter.charCodeAt(0)).concat([1, 0, 1, 0, 0x80, 0, 0]);
  const colors = [10, 20, 30, 255, 255, 255];
  const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
  return Uint8Array.from([...screen, ...colors, ...Array.from({ length: frames }, () => frame).flat(), 0x3b]);
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at++) bytes[4 + at] = type.charCodeAt(at);
  bytes.set(data, 8);
  view.setInt32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

async function deflatedZeros(length: number): Promise<Uint8Array<ArrayBuffer>> {
  let left = length;
  const zeros = new ReadableStream<BufferSource>({
    pull(controller) {
      if (left > 0) controller.enqueue(new Uint8Array(Math.min(left, 2 ** 20)));
      else controller.close();
      left -= 2 ** 20;
    },
  });
  return new Uint8Array(await new Response(zeros.pipeThrough(new CompressionStream('deflate'))).arrayBuffer());
}
