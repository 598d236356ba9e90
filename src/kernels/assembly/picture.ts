/** A plane of samples as plane.ts writes it into memory, in this order. */
@unmanaged
export class Plane {
  /** A ring: row `r` lies at the place of `r` modulo {@link rows}. */
  samples: usize;
  rows: i32;
  /** Bytes from a row to the next. */
  pitch: i32;
  /** Samples that count; behind them the plane has whole blocks. */
  width: i32;
  height: i32;
  /** How many times a sample is repeated or interpolated to come to the picture's size. */
  across: i32;
  down: i32;
  /** Which inverse DCT makes the samples; see blocks.ts. */
  dct: i32;
  /** `[64]` int16: the quantisation table, for the fast inverse DCT with its scales. */
  multipliers: usize;
  /** Blocks that count. */
  blocksWide: i32;
  blocksHigh: i32;
  /** `[blocksWide]` and `[blocksHigh]` uint8: 0 for blocks that nobody will look at, whose samples stay as they are. */
  columnsRead: usize;
  rowsRead: usize;
}
