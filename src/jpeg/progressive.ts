import { SCAN_PASS } from '../kernels/kernels.ts';
import { JpegError } from './jpeg-error.ts';
import type { Scan } from './scan-header.ts';
import { SMOOTHED } from './smoothing.ts';

/** Which pass it is, by the numbers of {@link SCAN_PASS}, and which Huffman tables it reads. */
export interface ScanPass {
  readonly pass: number;
  readonly readsDc: boolean;
  readonly readsAc: boolean;
}

/**
 * Finds out what a progressive scan does with each block: first bits or one more bit, of DC or AC coefficients; and takes
 * down which bits of its components are known then, and were before.
 */
export function progressivePass(
  { components, spectralStart, spectralEnd, previousBit, bit }: Scan,
  isFirstScan: boolean,
): ScanPass {
  const isDc = spectralStart === 0;
  const isBand = !isDc && spectralStart <= spectralEnd && spectralEnd <= 63 && components.length === 1;
  const isOrdered = (previousBit === 0 || bit === previousBit - 1) && bit <= 13;
  if (!(isDc ? spectralEnd === 0 : isBand) || !isOrdered) {
    throw new JpegError('decode', 'its progressive scans are broken');
  }

  for (const { component } of components) {
    const { lowestBits, earlierBits } = component;
    const [from, to] = [Math.min(spectralStart, 1), Math.max(spectralEnd, SMOOTHED - 1) + 1];
    earlierBits.set(isFirstScan ? new Int8Array(to - from) : lowestBits.subarray(from, to), from);
    lowestBits.fill(bit, spectralStart, spectralEnd + 1);
  }
  const isFirst = previousBit === 0;
  if (!isDc) {
    return { pass: isFirst ? SCAN_PASS.firstBitsOfBand : SCAN_PASS.nextBitOfBand, readsDc: false, readsAc: true };
  }
  return { pass: isFirst ? SCAN_PASS.firstBitsOfDc : SCAN_PASS.nextBitOfDc, readsDc: isFirst, readsAc: false };
}
