import { accurateDctOfDc, inverseAccurateDct } from './accurate-dct';
import { fastDctOfDc, inverseFastDct } from './fast-dct';
import { inverseDctTo1, inverseDctTo2, inverseDctTo4 } from './small-dct';
import { WORKSPACE } from './workspace';

const BLOCK_BYTES: usize = 128;

/** Which inverse DCT is taken; the numbers are those of `INVERSE_DCT` in kernels.ts, the others the sides of small ones. */
const TO_1: i32 = 1;
const TO_2: i32 = 2;
const TO_4: i32 = 4;
const ACCURATE: i32 = 8;

/**
 * Makes the samples of neighbouring blocks from their coefficients.
 *
 * @param multipliers - `[64]` int16: the quantisation table, for the fast inverse DCT with its scales.
 * @param isRead - `[blocks]` uint8: 0 for blocks that nobody will look at, whose samples stay as they are.
 * @param samples - Of the first block; 8 × 8 a block, or what the DCT's name says.
 * @param pitch - Bytes from a row of samples to the next.
 */
export function makeBlocks(
  coefficients: usize,
  multipliers: usize,
  blocks: i32,
  isRead: usize,
  samples: usize,
  pitch: usize,
  dct: i32,
): void {
  const side: usize = dct === TO_1 || dct === TO_2 || dct === TO_4 ? <usize>dct : 8;
  let block = coefficients;
  let to = samples;
  for (let index = 0; index < blocks; index++, block += BLOCK_BYTES, to += side) {
    if (load<u8>(isRead + index) === 0) continue;
    if (dct === TO_1) inverseDctTo1(block, multipliers, to);
    else if (dct === TO_2) inverseDctTo2(block, multipliers, to, pitch);
    else if (dct === TO_4) inverseDctTo4(block, multipliers, to, pitch);
    else makeBlock(block, multipliers, to, pitch, dct === ACCURATE);
  }
}

function makeBlock(block: usize, multipliers: usize, to: usize, pitch: usize, isAccurate: bool): void {
  if (isFlat(block)) {
    const value = isAccurate ? accurateDctOfDc(block, multipliers) : fastDctOfDc(block, multipliers);
    fillBlock(max(0, min(255, value + 128)), to, pitch);
  } else if (isAccurate) {
    inverseAccurateDct(block, multipliers);
    storeBlock(to, pitch);
  } else {
    inverseFastDct(block, multipliers, to, pitch);
  }
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
