import type { DecodedComponent, DecodedFrame } from './decoded-frame.ts';
import { JpegError } from './jpeg-error.ts';
import type { Tables } from './tables.ts';

/** A component's part in a scan. */
export interface ScanComponent {
  readonly component: DecodedComponent;
  /** Give the addresses of Huffman tables; a broken table is noticed, by libjpeg too, only when a scan reads it. */
  dc(): number | undefined;
  ac(): number | undefined;
}

/** What a scan header (SOS) says. */
export interface Scan {
  readonly components: readonly ScanComponent[];
  /** First and last coefficient, in the order of the file. */
  readonly spectralStart: number;
  readonly spectralEnd: number;
  /** The bit position of the scan before, and of this one. */
  readonly previousBit: number;
  readonly bit: number;
}

/**
 * Reads a scan header, and hands the components their quantisation tables.
 *
 * @throws JpegError where it is broken, or a component or a table is not there
 */
export function readScan(segment: DataView, frame: DecodedFrame, { quantization, dc, ac }: Tables): Scan {
  const count = segment.byteLength > 0 ? segment.getUint8(0) : 0;
  if (count < 1 || count > 4 || segment.byteLength !== 2 * count + 4) {
    throw new JpegError('decode', 'its scan header is broken');
  }
  const seen = new Set<DecodedComponent>();
  const components = Array.from({ length: count }, (_, index) => {
    const id = segment.getUint8(1 + 2 * index);
    const selector = segment.getUint8(2 + 2 * index);
    // libjpeg passes over a component whose place in the scan is taken: ids may be the same, but not out of order.
    const component = frame.components.find((candidate, place) => candidate.id === id && place >= index);
    if (!component || seen.has(component)) {
      throw new JpegError('decode', 'it has a scan of a component that is not there');
    }
    seen.add(component);
    latchQuantization(component, quantization);
    return { component, dc: () => dc[selector >> 4]?.(), ac: () => ac[selector & 15]?.() };
  });
  const end = 1 + 2 * count;
  const bits = segment.getUint8(end + 2);
  return {
    components,
    spectralStart: segment.getUint8(end),
    spectralEnd: segment.getUint8(end + 1),
    previousBit: bits >> 4,
    bit: bits & 15,
  };
}

/** A component keeps the table that is in force at its first scan (libjpeg's `latch_quant_tables`). */
function latchQuantization(component: DecodedComponent, tables: Tables['quantization']): void {
  if (component.quantization) return;
  component.quantization = tables[component.table];
  if (!component.quantization) throw new JpegError('decode', 'it lacks a quantisation table');
}
