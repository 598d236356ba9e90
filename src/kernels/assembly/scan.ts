import { isExhausted, startReading } from './bit-reader';
import { firstBitsOfBand, firstBitsOfDc, nextBitOfBand, nextBitOfDc, resetBand } from './progressive';
import { decodeBlock } from './sequential';

/** What a scan does with each block; the numbers are those of `ScanPass` in kernels.ts. */
const SEQUENTIAL: i32 = 0;
const FIRST_BITS_OF_DC: i32 = 1;
const NEXT_BIT_OF_DC: i32 = 2;
const FIRST_BITS_OF_BAND: i32 = 3;

/** A scan as kernels.ts writes it into memory, in this order. */
@unmanaged
class Scan {
  pass: i32;
  components: i32;
  mcusWide: i32;
  /** The band and the lowest bit of a progressive scan. */
  spectralStart: i32;
  spectralEnd: i32;
  bit: i32;
}

/** A component of a scan, behind it. */
@unmanaged
class Component {
  /** Quantised, in natural order, `[blocks, 64]` int16. */
  coefficients: usize;
  dc: usize;
  ac: usize;
  blocksPerRow: i32;
  /** Blocks in an MCU; 1 × 1 where the component is alone. */
  h: i32;
  v: i32;
  lastDc: i32;
}

const BLOCK_BYTES: usize = 128;

/** Begins a scan, or goes on at a restart: reads from `from` on, and expects nothing of what came before. */
export function beginInterval(scan: Scan, from: usize, to: usize, foundMarker: i32, room: usize): void {
  startReading(from, to, foundMarker, room);
  resetBand();
  const components = changetype<usize>(scan) + offsetof<Scan>();
  const componentsEnd = components + <usize>scan.components * offsetof<Component>();
  for (let at = components; at < componentsEnd; at += offsetof<Component>()) changetype<Component>(at).lastDc = 0;
}

/**
 * Decodes the MCUs that lie `from` to `to` - 1 in the coefficients, up to where the data ends: what comes after that stays
 * zero.
 */
export function decodeMcus(scan: Scan, from: i32, to: i32): void {
  const components = changetype<usize>(scan) + offsetof<Scan>();
  const componentsEnd = components + <usize>scan.components * offsetof<Component>();
  for (let mcu = from; mcu < to && !isExhausted(); mcu++) {
    const row = mcu / scan.mcusWide;
    const column = mcu - row * scan.mcusWide;
    for (let at = components; at < componentsEnd; at += offsetof<Component>()) {
      const component = changetype<Component>(at);
      for (let y = 0; y < component.v; y++) {
        const blocks = (row * component.v + y) * component.blocksPerRow + column * component.h;
        let block = component.coefficients + <usize>blocks * BLOCK_BYTES;
        for (let x = 0; x < component.h; x++, block += BLOCK_BYTES) decode(scan, component, block);
      }
    }
  }
}

function decode(scan: Scan, component: Component, block: usize): void {
  if (scan.pass === SEQUENTIAL) {
    component.lastDc = decodeBlock(component.dc, component.ac, component.lastDc, block);
  } else if (scan.pass === FIRST_BITS_OF_DC) {
    component.lastDc = firstBitsOfDc(component.dc, component.lastDc, block, scan.bit);
  } else if (scan.pass === NEXT_BIT_OF_DC) {
    nextBitOfDc(block, scan.bit);
  } else if (scan.pass === FIRST_BITS_OF_BAND) {
    firstBitsOfBand(component.ac, block, scan.spectralStart, scan.spectralEnd, scan.bit);
  } else {
    nextBitOfBand(component.ac, block, scan.spectralStart, scan.spectralEnd, scan.bit);
  }
}
