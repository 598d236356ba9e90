import { Failure } from '../failure.ts';
import { crc32 } from './crc.ts';

/** A chunk of a PNG file (PNG specification, section 5.3). */
export interface Chunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array;
  /** Whether its checksum is right; always so in a critical chunk, since a wrong one there is an error. */
  isIntact(): boolean;
}

const SIGNATURE_BYTES = 8;

/**
 * Goes through the chunks of a PNG file up to IEND, with the checks of libpng's `png_read_chunk_header` and
 * `png_crc_finish`; what follows IEND does not matter.
 *
 * @throws Failure `decode` where the file is cut off or damaged.
 */
export function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > bytes.length) throw new Failure('decode', 'its PNG data is cut off');
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) throw new Failure('decode', 'its PNG data is damaged');
    const dataAt = at + 8;
    const end = dataAt + length;
    if (end + 4 > bytes.length) throw new Failure('decode', 'its PNG data is cut off');
    const checked = bytes.subarray(at + 4, end);
    const isIntact = (): boolean => crc32(checked) === view.getInt32(end);
    const isCritical = type < 'a';
    if (isCritical && !isIntact()) {
      throw new Failure('decode', `its PNG data is damaged (the checksum of ${type} does not match)`);
    }
    yield { type, data: bytes.subarray(dataAt, end), isIntact };
    if (type === 'IEND') return;
    at = end + 4;
  }
}
