const BLOCK_BYTES: usize = 128;

/**
 * Packs the coefficients of a plane, most of which are zero, for the GPU, which unpacks them in jpeg-planes.wgsl.
 *
 * First comes a word for each block, row by row: where it begins, in words from the plane's first word. A block is its DC
 * coefficient in the lower half of a word; two words with a bit for each other coefficient that is not zero; and these, in
 * natural order as int8, or as int16 where bit 16 of the first word is set; filled up to a whole word.
 *
 * @param out - Room for 160 bytes a block.
 * @returns words
 */
export function packPlane(coefficients: usize, blocksWide: i32, blocksHigh: i32, blocksPerRow: i32, out: usize): i32 {
  let table = out;
  let to = out + <usize>(blocksWide * blocksHigh) * 4;
  for (let row = 0; row < blocksHigh; row++) {
    let block = coefficients + <usize>(row * blocksPerRow) * BLOCK_BYTES;
    for (let column = 0; column < blocksWide; column++, block += BLOCK_BYTES, table += 4) {
      store<u32>(table, <u32>((to - out) >> 2));
      to = packBlock(block, to);
    }
  }
  return <i32>((to - out) >> 2);
}

/** For each mask of eight, the places of its bits, which bring those bytes to the front: `[256, 8]` uint8. */
const FRONT: usize = memory.data(2048);

for (let mask = 0; mask < 256; mask++) {
  let at = FRONT + <usize>mask * 8;
  for (let place = 0; place < 8; place++) if ((mask & (1 << place)) !== 0) store<u8>(at++, <u8>place);
}

/** Packs a block and returns where the next one goes. */
function packBlock(block: usize, to: usize): usize {
  const first = v128.load(block);
  // Without DC, which has a place of its own.
  const row0 = v128.and(first, i16x8(0, -1, -1, -1, -1, -1, -1, -1));
  const row1 = v128.load(block, 16);
  const row2 = v128.load(block, 32);
  const row3 = v128.load(block, 48);
  const row4 = v128.load(block, 64);
  const row5 = v128.load(block, 80);
  const row6 = v128.load(block, 96);
  const row7 = v128.load(block, 112);
  const rows01 = i8x16.narrow_i16x8_s(row0, row1);
  const rows23 = i8x16.narrow_i16x8_s(row2, row3);
  const rows45 = i8x16.narrow_i16x8_s(row4, row5);
  const rows67 = i8x16.narrow_i16x8_s(row6, row7);
  const changed = v128.or(
    v128.or(v128.or(lostOf(rows01, row0, row1), lostOf(rows23, row2, row3)), lostOf(rows45, row4, row5)),
    lostOf(rows67, row6, row7),
  );
  const isWide = v128.any_true(changed);
  const mask = maskOf(rows01) | (maskOf(rows23) << 16) | (maskOf(rows45) << 32) | (maskOf(rows67) << 48);
  store<u32>(to, <u32>load<u16>(block) | (isWide ? 1 << 16 : 0));
  store<u64>(to + 4, mask);
  to += 12;
  if (isWide) {
    for (let rest = mask; rest !== 0; rest &= rest - 1, to += 2) {
      store<i16>(to, load<i16>(block + ((<usize>ctz(rest)) << 1)));
    }
  } else {
    to = storeRows(rows01, <i32>mask, to);
    to = storeRows(rows23, <i32>(mask >> 16), to);
    to = storeRows(rows45, <i32>(mask >> 32), to);
    to = storeRows(rows67, <i32>(mask >> 48), to);
  }
  return (to + 3) & ~3;
}

/** What narrowing two rows to 8 bits has changed. */
function lostOf(narrow: v128, low: v128, high: v128): v128 {
  return v128.or(v128.xor(i16x8.extend_low_i8x16_s(narrow), low), v128.xor(i16x8.extend_high_i8x16_s(narrow), high));
}

/** A bit for each of two rows' numbers that is not zero; one that was clipped is not either. */
function maskOf(rows: v128): u64 {
  return <u64>i8x16.bitmask(i8x16.ne(rows, i8x16.splat(0)));
}

/** Stores the numbers of two rows that are not zero; up to 8 bytes behind them are overwritten. */
function storeRows(rows: v128, mask: i32, to: usize): usize {
  const low = mask & 255;
  const high = (mask >> 8) & 255;
  v128.store64_lane(to, i8x16.swizzle(rows, v128.load64_zero(FRONT + ((<usize>low) << 3))), 0);
  to += <usize>popcnt(low);
  const upper = i8x16.shuffle(rows, rows, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
  v128.store64_lane(to, i8x16.swizzle(upper, v128.load64_zero(FRONT + ((<usize>high) << 3))), 0);
  return to + <usize>popcnt(high);
}
