import { SCAN_PASS } from '../kernels/kernels.ts';
import type { Frame } from './frame.ts';
import { JpegError } from './jpeg-error.ts';
import type { Scan } from './scan-header.ts';

/** Which pass it is, by the numbers of {@link SCAN_PASS}, and which Huffman tables it reads. */
export interface ScanPass {
  readonly pass: number;
  readonly readsDc: boolean;
  readonly readsAc: boolean;
}

const SEQUENTIAL: ScanPass = { pass: SCAN_PASS.sequential, readsDc: true, readsAc: true };

/**
 * Finds out what a scan does with each block: all of it, or in a progressive file first bits or one more bit, of DC or AC
 * coefficients.
 *
 * @throws JpegError where a progressive scan is broken
 */
export function passOf({ isProgressive }: Frame, scan: Scan): ScanPass {
  if (!isProgressive) return SEQUENTIAL;
  const { components, spectralStart, spectralEnd, previousBit, bit } = scan;
  const isDc = spectralStart === 0;
  const isBand = !isDc && spectralStart <= spectralEnd && spectralEnd <= 63 && components.length === 1;
  const isOrdered = (previousBit === 0 || bit === previousBit - 1) && bit <= 13;
  if (!(isDc ? spectralEnd === 0 : isBand) || !isOrdered) {
    throw new JpegError('decode', 'its progressive scans are broken');
  }
  const isFirst = previousBit === 0;
  if (!isDc) {
    return { pass: isFirst ? SCAN_PASS.firstBitsOfBand : SCAN_PASS.nextBitOfBand, readsDc: false, readsAc: true };
  }
  return { pass: isFirst ? SCAN_PASS.firstBitsOfDc : SCAN_PASS.nextBitOfDc, readsDc: isFirst, readsAc: false };
}
