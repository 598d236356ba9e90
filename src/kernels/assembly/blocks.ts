import { accurateDctOfDc, inverseAccurateDct } from './accurate-dct';
import { fastDctOfDc, inverseFastDct } from './fast-dct';
import { Plane } from './picture';
import { inverseDctTo1, inverseDctTo2, inverseDctTo4 } from './small-dct';
import { WORKSPACE } from './workspace';

/** Bytes of a block's coefficients. */
export const BLOCK_BYTES: usize = 128;

/** Which inverse DCT is taken; the numbers are those of `INVERSE_DCT` in kernels.ts, the others the sides of small ones. */
const FAST: i32 = 0;
const TO_1: i32 = 1;
const TO_2: i32 = 2;
const TO_4: i32 = 4;
const ACCURATE: i32 = 8;

/** Makes the samples of a row of blocks from their coefficients. */
export function makeBlocks(plane: Plane, coefficients: usize, row: i32): void {
  const blocksWide = plane.blocksWide;
  const line = lineOf(plane, row);
  for (let column = 0; line !== 0 && column < blocksWide; column++) {
    makeBlock(plane, line, column, coefficients + <usize>column * BLOCK_BYTES);
  }
}

/** Where the samples of a row of blocks go; 0 if nobody will look at them. */
export function lineOf(plane: Plane, row: i32): usize {
  if (row >= plane.blocksHigh || load<u8>(plane.rowsRead + row) === 0) return 0;
  return plane.samples + <usize>((row * sideOf(plane.dct)) % plane.rows) * <usize>plane.pitch;
}

/** Makes the samples of a block, unless nobody will look at them. */
export function makeBlock(plane: Plane, line: usize, column: i32, block: usize): void {
  if (column >= plane.blocksWide || load<u8>(plane.columnsRead + column) === 0) return;
  const dct = plane.dct;
  const multipliers = plane.multipliers;
  const pitch = <usize>plane.pitch;
  const to = line + <usize>(column * sideOf(dct));
  if (dct === TO_1) inverseDctTo1(block, multipliers, to);
  else if (dct === TO_2) inverseDctTo2(block, multipliers, to, pitch);
  else if (dct === TO_4) inverseDctTo4(block, multipliers, to, pitch);
  else if (isFlat(block)) {
    const value = dct === ACCURATE ? accurateDctOfDc(block, multipliers) : fastDctOfDc(block, multipliers);
    fillBlock(max(0, min(255, value + 128)), to, pitch);
  } else if (dct === ACCURATE) {
    inverseAccurateDct(block, multipliers);
    storeBlock(to, pitch);
  } else {
    inverseFastDct(block, multipliers, to, pitch);
  }
}

/** Samples on a side of a block. */
function sideOf(dct: i32): i32 {
  return dct === FAST ? 8 : dct;
}

/** Whether all coefficients but the first are zero. */
function isFlat(block: usize): bool {
  const first = v128.and(v128.load(block), i16x8(0, -1, -1, -1, -1, -1, -1, -1));
  const others = v128.or(
    v128.or(v128.or(v128.load(block, 16), v128.load(block, 32)), v128.or(v128.load(block, 48), v128.load(block, 64))),
    v128.or(v128.or(v128.load(block, 80), v128.load(block, 96)), v128.or(v128.load(block, 112), first)),
  );
  return !v128.any_true(others);
}

function fillBlock(sample: i32, to: usize, pitch: usize): void {
  const samples = i8x16.splat(<i8>sample);
  for (let y = 0; y < 8; y++, to += pitch) v128.store64_lane(to, samples, 0);
}

function storeBlock(to: usize, pitch: usize): void {
  for (let row = WORKSPACE; row < WORKSPACE + 128; row += 32, to += 2 * pitch) {
    const samples = v128.xor(i8x16.narrow_i16x8_s(v128.load(row), v128.load(row, 16)), i8x16.splat(-128));
    v128.store64_lane(to, samples, 0);
    v128.store64_lane(to + pitch, samples, 1);
  }
}
