import { bits, count, fill, keep, next, readSigned } from './bit-reader';
import { END_OF_BLOCK, peekPair, readSymbol, stepOf } from './huffman';
import { placeOf } from './zigzag';

/** The place of a block's last coefficient in the file. */
const LAST: i32 = 63;

/**
 * Decodes a block of a sequential scan (ISO/IEC 10918-1, F.2.2). Coefficients that it does not have stay as they are.
 *
 * @returns its DC coefficient, for the next block of the component
 */
export function decodeBlock(dc: usize, ac: usize, lastDc: i32, block: usize): i32 {
  const dcSize = readSymbol(dc);
  const value = dcSize === 0 ? lastDc : lastDc + readSigned(dcSize);
  store<i16>(block, <i16>value);
  fill();
  let b = bits;
  let n = count;
  let from = next;
  let k = 0;
  do {
    const pair = peekPair(ac, b);
    // As `fill`, whether it is needed or not: it goes on beside the look-up, and a branch would be mispredicted.
    b |= load<u64>(from - 8) >> (n as u64);
    from -= (63 - n) >> 3;
    n |= 56;
    if (pair === 0) {
      keep(b, n, from);
      const symbol = readSymbol(ac);
      const size = symbol & 15;
      k += stepOf(symbol);
      if (size !== 0) store<i16>(placeOf(block, k), <i16>readSigned(size));
      b = bits;
      n = count;
      from = next;
      continue;
    }
    const first = k + <i32>((pair >> 8) & 255);
    if (first >= LAST) {
      // What comes behind it belongs to the next block.
      const last = <i16>(pair >> 16);
      if (last !== 0) store<i16>(placeOf(block, first), last);
      b <<= pair >> 32;
      n -= <i32>(pair >> 32) & 63;
      break;
    }
    const step = <i32>((pair >> 40) & 255);
    // If there is no second one, its place is the first one's.
    store<i16>(placeOf(block, first + (step & (END_OF_BLOCK - 1))), <i16>(pair >> 48));
    store<i16>(placeOf(block, first), <i16>(pair >> 16));
    k = first + step;
    // A shift looks at no more than the six lowest bits.
    b <<= pair;
    n -= <i32>pair & 63;
  } while (k < LAST);
  keep(b, n, from);
  return value;
}
