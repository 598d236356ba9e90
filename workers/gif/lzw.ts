import { type GifCursor, GifDamage } from './cursor.ts';

const MAX_CODE_BITS = 12;
/** giflib's `LZ_MAX_CODE`. */
const MAX_CODE = 4095;
/** giflib's `NO_SUCH_CODE`: what a code stands for that has no meaning yet. */
const NO_CODE = 4098;

/** The most pixels that a byte of LZW data can stand for: 4096 from a code of 12 bits. */
export const MAX_PIXELS_PER_BYTE: number = (4096 * 8) / MAX_CODE_BITS;

// The strings that codes stand for, each as another code and the pixel after it. Kept, since each frame needs them anew.
const prefixes = new Uint16Array(MAX_CODE + 1);
const suffixes = new Uint8Array(MAX_CODE + 1);
const stack = new Uint8Array(MAX_CODE + 1);

/**
 * Decompresses the pixels of a frame, of which there are `count`, and passes over the blocks behind them.
 *
 * A port of giflib's `DGifDecompressLine` and `DGifDecompressInput` that does the same with damaged data too.
 *
 * @param pixels - where they go; without it they are only counted, which tells whether the frame is whole.
 * @throws GifDamage where giflib fails.
 */
export function decompress(cursor: GifCursor, codeSize: number, count: number, pixels?: Uint8Array): void {
  const clearCode = 1 << codeSize;
  const endCode = clearCode + 1;
  let codeBits = codeSize + 1;
  let running = endCode + 1;
  let last = NO_CODE;
  prefixes.fill(NO_CODE);

  let block = cursor.bytes.subarray(0, 0);
  let blockAt = 0;
  let hold = 0;
  let bits = 0;
  for (let done = 0; done < count; ) {
    for (; bits < codeBits; bits += 8) {
      if (blockAt === block.length) {
        block = cursor.block();
        blockAt = 0;
        if (block.length === 0) throw new GifDamage();
      }
      hold |= block[blockAt++]! << bits;
    }
    const code = hold & ((1 << codeBits) - 1);
    hold >>>= codeBits;
    bits -= codeBits;
    if (running < MAX_CODE + 2 && ++running > 1 << codeBits && codeBits < MAX_CODE_BITS) codeBits++;

    // Before the last pixel the data must not say that it ends.
    if (code === endCode) throw new GifDamage();
    if (code === clearCode) {
      prefixes.fill(NO_CODE);
      codeBits = codeSize + 1;
      running = endCode + 1;
      last = NO_CODE;
      continue;
    }

    const fresh = running - 2;
    if (code < clearCode) {
      if (pixels) pixels[done] = code;
      done++;
    } else {
      let depth = 0;
      let rest = code;
      if (prefixes[code] === NO_CODE) {
        // The code that is about to get its meaning: the string before it, and that string's own first pixel.
        suffixes[fresh] = firstOf(code === fresh ? last : code, clearCode);
        stack[depth++] = suffixes[fresh]!;
        rest = last;
      }
      while (depth < MAX_CODE && rest > clearCode && rest <= MAX_CODE) {
        stack[depth++] = suffixes[rest]!;
        rest = prefixes[rest]!;
      }
      if (depth >= MAX_CODE || rest > MAX_CODE) throw new GifDamage();
      stack[depth++] = rest;
      const end = Math.min(done + depth, count);
      if (pixels) while (done < end) pixels[done++] = stack[--depth]!;
      else done = end;
    }
    if (last !== NO_CODE && prefixes[fresh] === NO_CODE) {
      prefixes[fresh] = last;
      suffixes[fresh] = firstOf(code === fresh ? last : code, clearCode);
    }
    last = code;
  }
  cursor.skipBlocks();
}

/** The first pixel of the string that a code stands for (`DGifGetPrefixChar`). */
function firstOf(code: number, clearCode: number): number {
  // Counted, for in damaged data a string may contain itself.
  for (let steps = 0; code > clearCode && steps <= MAX_CODE; steps++) {
    if (code > MAX_CODE) return NO_CODE;
    code = prefixes[code]!;
  }
  return code;
}
