import type { Scan } from './scan-header.ts';
import { SMOOTHED } from './smoothing.ts';

/** Takes down which bits of its components are known with a progressive scan, and were before it. */
export function noteBits({ components, spectralStart, spectralEnd, bit }: Scan, isFirstScan: boolean): void {
  const [from, to] = [Math.min(spectralStart, 1), Math.max(spectralEnd, SMOOTHED - 1) + 1];
  for (const { component } of components) {
    const { lowestBits, earlierBits } = component;
    earlierBits.set(isFirstScan ? new Int8Array(to - from) : lowestBits.subarray(from, to), from);
    lowestBits.fill(bit, spectralStart, spectralEnd + 1);
  }
}
