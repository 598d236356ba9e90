import { Failure } from '../failure.ts';
import { crc32 } from '../png/crc.ts';

/** A chunk of a PNG file, as far as the file reaches. */
export interface PillowChunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Whether all of its data is there. */
  readonly isWhole: boolean;
  /** Byte at which the next chunk begins. */
  readonly end: number;
}

/** Reads the chunk at a byte of a file (Pillow's `ChunkStream.read`), if there is one that has a name. */
export function chunkAt(bytes: Uint8Array, at: number): PillowChunk | undefined {
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  if (!/^\w{4}$/.test(type)) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
  const from = at + 8;
  const isWhole = from + length <= bytes.length;
  return { type, data: bytes.subarray(from, from + length), isWhole, end: from + length + 4 };
}

/**
 * Checks the sum of a chunk, critical or not, as Pillow does up to the image data and not beyond.
 *
 * @throws Failure `decode`
 */
export function checkSum(bytes: Uint8Array, { type, data, end }: PillowChunk): void {
  const checked = bytes.subarray(data.byteOffset - bytes.byteOffset - 4, end - 4);
  const isIntact =
    end <= bytes.length && new DataView(bytes.buffer, bytes.byteOffset).getInt32(end - 4) === crc32(checked);
  if (!isIntact) throw new Failure('decode', `its PNG data is damaged (the checksum of ${type} does not match)`);
}
