import { accurateDctOfDc, inverseAccurateDct } from './accurate-dct';
import { fastDctOfDc, inverseFastDct } from './fast-dct';
import { WORKSPACE } from './workspace';

const BLOCK_BYTES: usize = 128;

/**
 * Makes the samples of a plane, whole blocks, from its coefficients.
 *
 * @param multipliers - `[64]` int16: the quantisation table, for the fast inverse DCT with its scales.
 * @param samples - `[blocksHigh * 8, blocksWide * 8]` uint8.
 */
export function makePlane(
  coefficients: usize,
  multipliers: usize,
  blocksWide: i32,
  blocksHigh: i32,
  blocksPerRow: i32,
  samples: usize,
  isAccurate: bool,
): void {
  const pitch = <usize>blocksWide * 8;
  for (let row = 0; row < blocksHigh; row++) {
    let block = coefficients + <usize>(row * blocksPerRow) * BLOCK_BYTES;
    let to = samples + <usize>row * 8 * pitch;
    for (let column = 0; column < blocksWide; column++, block += BLOCK_BYTES, to += 8) {
      if (isFlat(block)) {
        const value = isAccurate ? accurateDctOfDc(block, multipliers) : fastDctOfDc(block, multipliers);
        fillBlock(max(0, min(255, value + 128)), to, pitch);
      } else {
        if (isAccurate) inverseAccurateDct(block, multipliers);
        else inverseFastDct(block, multipliers);
        storeBlock(to, pitch);
      }
    }
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
