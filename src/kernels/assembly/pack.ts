const BLOCK_BYTES: usize = 128;

/**
 * Packs the coefficients of a plane, most of which are zero, for the GPU, which unpacks them in jpeg-planes.wgsl.
 *
 * First comes a word for each block, row by row: where it begins, in words from the plane's first word. A block is its DC
 * coefficient in the lower half of a word; two words with a bit for each coefficient that is not zero; and these, DC left
 * out, in natural order as int8, or as int16 where bit 16 of the first word is set; filled up to a whole word.
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

/** Packs a block and returns where the next one goes. */
function packBlock(block: usize, to: usize): usize {
  let mask: u64 = 0;
  let isWide = false;
  const zeros = i16x8.splat(0);
  for (let row = 0; row < 8; row++) {
    const coefficients = v128.load(block + row * 16);
    mask |= (<u64>i16x8.bitmask(i16x8.ne(coefficients, zeros))) << (row * 8);
    // Narrowing to 8 bits and widening again keeps what fits.
    const kept = i16x8.extend_low_i8x16_s(i8x16.narrow_i16x8_s(coefficients, coefficients));
    const changed = i16x8.bitmask(i16x8.ne(kept, coefficients));
    if ((row === 0 ? changed & ~1 : changed) !== 0) isWide = true;
  }
  store<u32>(to, <u32>load<u16>(block) | (isWide ? 1 << 16 : 0));
  store<u64>(to + 4, mask);
  to += 12;
  for (let rest = mask & ~1; rest !== 0; rest &= rest - 1) {
    const value = load<i16>(block + ((<usize>ctz(rest)) << 1));
    if (isWide) {
      store<i16>(to, value);
      to += 2;
    } else {
      store<i8>(to, <i8>value);
      to += 1;
    }
  }
  return (to + 3) & ~3;
}
