import { isExhausted, startReading } from './bit-reader';
import { BLOCK_BYTES, lineOf, makeBlock } from './blocks';
import { Plane } from './picture';
import { firstBitsOfBand, firstBitsOfDc, nextBitOfBand, nextBitOfDc, resetBand } from './progressive';
import { decodeBlock } from './sequential';

/** What a scan does with each block; the numbers are those of `SCAN_PASS` in kernels.ts. */
const SEQUENTIAL: i32 = 0;
const FIRST_BITS_OF_DC: i32 = 1;
const NEXT_BIT_OF_DC: i32 = 2;
const FIRST_BITS_OF_BAND: i32 = 3;

/** A scan as scan.ts writes it into memory, in this order. */
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
  /** Quantised, in natural order, `[blocks, 64]` int16; 0 where samples are made of each block as soon as it is decoded. */
  coefficients: usize;
  /** Where these samples go; 0 for a component whose samples nobody wants. */
  plane: usize;
  dc: usize;
  ac: usize;
  blocksPerRow: i32;
  /** Blocks in an MCU; 1 × 1 where the component is alone. */
  h: i32;
  v: i32;
  lastDc: i32;
}

/** The coefficients of a block that are not held: all that goes on stays in the processor's fastest memory. */
const BLOCK: usize = memory.data(128, 16);

/** Begins a scan, or goes on at a restart: reads from `from` on, and expects nothing of what came before. */
export function beginInterval(scan: Scan, from: usize, to: usize, foundMarker: i32, room: usize): void {
  startReading(from, to, foundMarker, room);
  resetBand();
  const components = changetype<usize>(scan) + offsetof<Scan>();
  const componentsEnd = components + <usize>scan.components * offsetof<Component>();
  for (let at = components; at < componentsEnd; at += offsetof<Component>()) changetype<Component>(at).lastDc = 0;
}

/**
 * Decodes the MCUs `from` to `to` - 1, up to where the data ends: behind that all coefficients are, or stay, zero.
 *
 * @param hasData - 0 where it has ended already.
 */
export function decodeMcus(scan: Scan, from: i32, to: i32, hasData: i32): void {
  const components = changetype<usize>(scan) + offsetof<Scan>();
  const componentsEnd = components + <usize>scan.components * offsetof<Component>();
  const isHeld = changetype<Component>(components).coefficients !== 0;
  for (let mcu = from; mcu < to; mcu++) {
    const isThere = hasData !== 0 && !isExhausted();
    // A file can have thousands of scans without data.
    if (isHeld && !isThere) return;
    const row = mcu / scan.mcusWide;
    const column = mcu - row * scan.mcusWide;
    for (let at = components; at < componentsEnd; at += offsetof<Component>()) {
      const component = changetype<Component>(at);
      for (let y = 0; y < component.v; y++) {
        const blockRow = row * component.v + y;
        if (isHeld) decodeRow(scan, component, blockRow, column * component.h);
        else makeRow(component, blockRow, column * component.h, isThere);
      }
    }
  }
}

/** Decodes a row of blocks of an MCU, and makes samples of them. */
function makeRow(component: Component, row: i32, column: i32, isThere: bool): void {
  const plane = component.plane;
  const line = plane === 0 ? 0 : lineOf(changetype<Plane>(plane), row);
  for (let x = 0; x < component.h; x++) {
    clearBlock();
    if (isThere) component.lastDc = decodeBlock(component.dc, component.ac, component.lastDc, BLOCK);
    if (line !== 0) makeBlock(changetype<Plane>(plane), line, column + x, BLOCK);
  }
}

function clearBlock(): void {
  const zeros = i64x2.splat(0);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 16) v128.store(BLOCK + at, zeros);
}

function decodeRow(scan: Scan, component: Component, row: i32, column: i32): void {
  let block = component.coefficients + <usize>(row * component.blocksPerRow + column) * BLOCK_BYTES;
  for (let x = 0; x < component.h; x++, block += BLOCK_BYTES) decode(scan, component, block);
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
