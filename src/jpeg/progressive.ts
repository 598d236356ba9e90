import type { BitReader } from './bit-reader.ts';
import type { HuffmanTable } from './huffman.ts';
import { JpegError } from './jpeg-error.ts';
import type { BlockDecoder, Scan, ScanState } from './scan.ts';
import { NATURAL_ORDER } from './zigzag.ts';

/** Chooses what a progressive scan does with each block: first bits or one more bit, of DC or AC coefficients. */
export function progressivePass(scan: Scan): BlockDecoder {
  const { components, spectralStart, spectralEnd, previousBit, bit } = scan;
  const isDc = spectralStart === 0;
  const isBand = !isDc && spectralStart <= spectralEnd && spectralEnd <= 63 && components.length === 1;
  const isOrdered = (previousBit === 0 || bit === previousBit - 1) && bit <= 13;
  if (!(isDc ? spectralEnd === 0 : isBand) || !isOrdered) throw new JpegError('its progressive scans are broken');

  for (const { component } of components) component.lowestBits.fill(bit, spectralStart, spectralEnd + 1);
  const planes = components.map(({ component }) => component.coefficients);
  if (isDc && previousBit > 0) {
    return (reader, _, index, at) => {
      if (reader.bits(1) === 1) planes[index]![at]! |= 1 << bit;
    };
  }
  if (isDc) {
    const tables = components.map(({ dc }) => required(dc));
    return (reader, { lastDc }, index, at) => {
      const size = reader.symbol(tables[index]!);
      if (size !== 0) lastDc[index]! += reader.signed(size);
      planes[index]![at] = lastDc[index]! << bit;
    };
  }
  const table = required(components[0]!.ac);
  const pass = previousBit === 0 ? firstBits : nextBit;
  return (reader, state, _, at) => pass(reader, state, table, scan, planes[0]!, at);
}

function required(table: HuffmanTable | undefined): HuffmanTable {
  if (!table) throw new JpegError('it lacks a Huffman table');
  return table;
}

/** The first bits of a band of AC coefficients (ISO/IEC 10918-1, G.1.2.2). */
function firstBits(
  reader: BitReader,
  state: ScanState,
  table: HuffmanTable,
  { spectralStart, spectralEnd, bit }: Scan,
  coefficients: Int16Array,
  at: number,
): void {
  if (state.endOfBandRun > 0) {
    state.endOfBandRun--;
    return;
  }
  for (let k = spectralStart; k <= spectralEnd; k++) {
    const symbol = reader.symbol(table);
    const run = symbol >> 4;
    const length = symbol & 15;
    if (length !== 0) {
      k += run;
      coefficients[at + NATURAL_ORDER[k]!] = reader.signed(length) << bit;
    } else if (run === 15) {
      k += 15;
    } else {
      state.endOfBandRun = (1 << run) + reader.bits(run) - 1;
      return;
    }
  }
}

/** One more bit of a band of AC coefficients, and those that were zero before (ISO/IEC 10918-1, G.1.2.3). */
function nextBit(
  reader: BitReader,
  state: ScanState,
  table: HuffmanTable,
  { spectralStart, spectralEnd, bit }: Scan,
  coefficients: Int16Array,
  at: number,
): void {
  const step = 1 << bit;
  let k = spectralStart;
  const refine = (place: number): void => {
    const value = coefficients[place]!;
    if (reader.bits(1) === 1 && (value & step) === 0) coefficients[place] = value >= 0 ? value + step : value - step;
  };
  for (; state.endOfBandRun === 0 && k <= spectralEnd; k++) {
    const symbol = reader.symbol(table);
    let run = symbol >> 4;
    let value = 0;
    if ((symbol & 15) !== 0) {
      value = reader.bits(1) === 1 ? step : -step;
    } else if (run !== 15) {
      state.endOfBandRun = (1 << run) + reader.bits(run);
      break;
    }
    // Passes over `run` coefficients that are still zero, and refines all others on the way.
    for (; k <= spectralEnd; k++) {
      const place = at + NATURAL_ORDER[k]!;
      if (coefficients[place] !== 0) refine(place);
      else if (--run < 0) break;
    }
    if (value !== 0) coefficients[at + NATURAL_ORDER[k]!] = value;
  }
  if (state.endOfBandRun === 0) return;
  for (; k <= spectralEnd; k++) {
    const place = at + NATURAL_ORDER[k]!;
    if (coefficients[place] !== 0) refine(place);
  }
  state.endOfBandRun--;
}
