/**
 * Marks the blocks that pixels are made of, along one axis.
 *
 * @param pixels - Those that are wanted, ascending: `[count]` int32.
 * @param factor - How many times a sample is repeated or interpolated.
 * @param size - Samples.
 * @param side - Samples that a block has.
 * @param blocks - Gets a 1 for each block that is needed: `[size / side]` uint8.
 */
export function markBlocks(pixels: usize, count: i32, factor: i32, size: i32, side: i32, blocks: usize): void {
  for (let index = 0; index < count; index++) {
    const pixel = load<i32>(pixels + 4 * <usize>index);
    const sample = pixel / factor;
    // Memory behind the blocks is others'.
    if (sample >= size) break;
    store<u8>(blocks + <usize>(sample / side), 1);
    if (factor === 1) continue;
    // Interpolation takes the neighbour on the nearer side too.
    const isBefore = 2 * (pixel - sample * factor) < factor;
    const neighbour = isBefore ? max(0, sample - 1) : min(sample + 1, size - 1);
    store<u8>(blocks + <usize>(neighbour / side), 1);
  }
}
