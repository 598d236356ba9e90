import { bits, count, extend, fill, firstBits, keep, LONGEST, nextWord, readSigned } from './bit-reader';
import { peek, peekValue, readLongSymbol, readSymbol } from './huffman';
import { placeOf } from './zigzag';

/**
 * Decodes a block of a sequential scan (ISO/IEC 10918-1, F.2.2).
 *
 * @returns its DC coefficient, for the next block of the component
 */
export function decodeBlock(dc: usize, ac: usize, lastDc: i32, block: usize): i32 {
  const dcSize = readSymbol(dc);
  const value = dcSize === 0 ? lastDc : lastDc + readSigned(dcSize);
  store<i16>(block, <i16>value);
  let b = bits;
  let n = count;
  for (let k = 1; k < 64; k++) {
    if (n < LONGEST) {
      const word = nextWord();
      if (word >= 0) {
        b |= (word as u64) << ((32 - n) as u64);
        n += 32;
      } else {
        keep(b, n);
        fill();
        b = bits;
        n = count;
      }
    }
    const known = peekValue(ac, b);
    if (known !== 0) {
      k += (known >> 8) & 255;
      store<i16>(placeOf(block, k), <i16>(known >> 16));
      // A shift looks at no more than the six lowest bits.
      b <<= known as u64;
      n -= known & 63;
      continue;
    }
    const entry = peek(ac, b);
    let symbol = entry >> 8;
    if (entry !== 0) {
      b <<= (entry & 255) as u64;
      n -= entry & 255;
    } else {
      keep(b, n);
      symbol = readLongSymbol(ac);
      b = bits;
      n = count;
    }
    const size = symbol & 15;
    if (size === 0) {
      if (symbol >> 4 !== 15) break;
      k += 15;
      continue;
    }
    k += symbol >> 4;
    store<i16>(placeOf(block, k), <i16>extend(firstBits(b, size), size));
    b <<= size as u64;
    n -= size;
  }
  keep(b, n);
  return value;
}
