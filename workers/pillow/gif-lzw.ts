import { Failure } from '../failure.ts';

/** Codes that can have a meaning (`GIFTABLE`). */
const TABLE = 4096;
const MAX_CODE_BITS = 12;
/** Pixels that one code can stand for (`GIFBUFFER`). */
const BUFFER = 4096;
/** What Pillow reads of a file at once (`ImageFile.MAXBLOCK`). */
const PIECE_BYTES = 65536;

/**
 * Decompresses the pixels of a frame, of which there are `count`, with the verdict of Pillow's `GifDecode.c`.
 *
 * It ends with the last pixel, whatever comes then. Data that says that it ends before that is not refused by itself: the
 * decoder goes on with what follows in the file, but only where there is more to read than it has been given.
 *
 * @throws Failure `decode`
 */
export function decompressGif(
  bytes: Uint8Array,
  from: number,
  codeSize: number,
  count: number,
): Uint8Array<ArrayBuffer> {
  if (codeSize > MAX_CODE_BITS) throw damage();
  const blocks = new BlockReader(bytes, from);
  const clearCode = 1 << codeSize;
  const endCode = clearCode + 1;
  const pixels = new Uint8Array(count);
  const suffixes = new Uint8Array(TABLE);
  const prefixes = new Uint16Array(TABLE);
  const string = new Uint8Array(BUFFER);
  let next = clearCode + 2;
  let codeBits = codeSize + 1;
  let isFresh = true;
  let lastCode = 0;
  let lastPixel = 0;
  for (let done = 0; done < count; ) {
    const code = blocks.take(codeBits);
    if (code === clearCode) {
      next = clearCode + 2;
      codeBits = codeSize + 1;
      isFresh = true;
      continue;
    }
    if (code === endCode) {
      blocks.readOn();
      continue;
    }
    if (isFresh) {
      if (code > clearCode) throw damage();
      isFresh = false;
      lastCode = code;
      lastPixel = code & 255;
      pixels[done++] = lastPixel;
      continue;
    }
    if (code > next) throw damage();
    // Filled from its end, for a string is known from its last pixel on.
    let begin = BUFFER;
    let rest = code;
    if (code === next) {
      // The code that is about to get its meaning: the string before it, and that string's own first pixel.
      string[--begin] = lastPixel;
      rest = lastCode;
    }
    for (; rest >= clearCode; rest = prefixes[rest]!) {
      if (begin === 0 || rest >= TABLE) throw damage();
      string[--begin] = suffixes[rest]!;
    }
    lastPixel = rest & 255;
    if (next < TABLE) {
      suffixes[next] = lastPixel;
      prefixes[next] = lastCode;
      if (next === 2 ** codeBits - 1 && codeBits < MAX_CODE_BITS) codeBits++;
      next++;
    }
    lastCode = code;
    pixels[done++] = lastPixel;
    for (; begin < BUFFER && done < count; begin++) pixels[done++] = string[begin]!;
  }
  return pixels;
}

/** Reads codes, least significant bit first, from data sub-blocks that have to be there as a whole. */
class BlockReader {
  readonly #bytes: Uint8Array;
  #at: number;
  /** End of what has been read so far. */
  #end: number;
  #blockEnd: number;
  #hold = 0;
  #bits = 0;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = from;
    this.#blockEnd = from;
    this.readOn();
  }

  take(count: number): number {
    while (this.#bits < count) {
      if (this.#at === this.#blockEnd) this.#openBlock();
      else {
        this.#hold |= this.#bytes[this.#at++]! << this.#bits;
        this.#bits += 8;
      }
    }
    const code = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#bits -= count;
    return code;
  }

  /** Reads another piece of the file. */
  readOn(): void {
    if (this.#end >= this.#bytes.length) throw damage();
    this.#end = Math.min(this.#end + PIECE_BYTES, this.#bytes.length);
  }

  #openBlock(): void {
    while (this.#at >= this.#end || this.#at + this.#bytes[this.#at]! + 1 > this.#end) this.readOn();
    this.#blockEnd = this.#at + 1 + this.#bytes[this.#at]!;
    this.#at++;
  }
}

function damage(): Failure {
  return new Failure('decode', 'its GIF data is damaged or cut off');
}
