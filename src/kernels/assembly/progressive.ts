import { readBits, readSigned } from './bit-reader';
import { readSymbol } from './huffman';
import { placeOf } from './zigzag';

/** How many blocks to come have nothing more in the band; the same for all passes of a scan. */
let endOfBandRun: i32 = 0;

/** Forgets the run, at the beginning of a scan and at restarts. */
export function resetBand(): void {
  endOfBandRun = 0;
}

/** The first bits of a DC coefficient (ISO/IEC 10918-1, G.1.2.1); returns it, without the shift, for the next block. */
export function firstBitsOfDc(dc: usize, lastDc: i32, block: usize, bit: i32): i32 {
  const size = readSymbol(dc);
  const value = size === 0 ? lastDc : lastDc + readSigned(size);
  store<i16>(block, <i16>(value << bit));
  return value;
}

/** One more bit of a DC coefficient. */
export function nextBitOfDc(block: usize, bit: i32): void {
  if (readBits(1) === 1) store<i16>(block, <i16>(<i32>load<i16>(block) | (1 << bit)));
}

/** The first bits of a band of AC coefficients (ISO/IEC 10918-1, G.1.2.2). */
export function firstBitsOfBand(ac: usize, block: usize, first: i32, last: i32, bit: i32): void {
  if (endOfBandRun > 0) {
    endOfBandRun--;
    return;
  }
  for (let k = first; k <= last; k++) {
    const symbol = readSymbol(ac);
    const run = symbol >> 4;
    const size = symbol & 15;
    if (size !== 0) {
      k += run;
      store<i16>(placeOf(block, k), <i16>(readSigned(size) << bit));
    } else if (run === 15) {
      k += 15;
    } else {
      endOfBandRun = (1 << run) + readBits(run) - 1;
      return;
    }
  }
}

/** One more bit of a band of AC coefficients, and those that were zero before (ISO/IEC 10918-1, G.1.2.3). */
export function nextBitOfBand(ac: usize, block: usize, first: i32, last: i32, bit: i32): void {
  const step: i32 = 1 << bit;
  let k = first;
  for (; endOfBandRun === 0 && k <= last; k++) {
    const symbol = readSymbol(ac);
    let run = symbol >> 4;
    let value = 0;
    if ((symbol & 15) !== 0) {
      value = readBits(1) === 1 ? step : -step;
    } else if (run !== 15) {
      endOfBandRun = (1 << run) + readBits(run);
      break;
    }
    // Passes over `run` coefficients that are still zero, and refines all others on the way.
    for (; k <= last; k++) {
      const place = placeOf(block, k);
      if (load<i16>(place) !== 0) refine(place, step);
      else if (--run < 0) break;
    }
    if (value !== 0) store<i16>(placeOf(block, k), <i16>value);
  }
  if (endOfBandRun === 0) return;
  for (; k <= last; k++) {
    const place = placeOf(block, k);
    if (load<i16>(place) !== 0) refine(place, step);
  }
  endOfBandRun--;
}

function refine(place: usize, step: i32): void {
  const value = <i32>load<i16>(place);
  if (readBits(1) === 1 && (value & step) === 0) store<i16>(place, <i16>(value >= 0 ? value + step : value - step));
}
