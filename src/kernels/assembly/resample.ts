/** How sums are taken, which decides their last bit; the numbers are those of `ARITHMETIC` in kernels.ts. */
const COPY: i32 = 0;
const LERP: i32 = 1;
const HORIZONTAL_FIRST: i32 = 2;

/** One axis' table: output `i` is made of the source pixels from `starts[i]` on, with `taps` weights each. */
@unmanaged
class Axis {
  taps: i32;
  /** `[target]` int32. */
  starts: usize;
  /** `[target, taps]` float32. */
  weights: usize;
  /** The last source pixel, which stands for those beyond it. */
  last: i32;
  /** How many output pixels there are. */
  target: i32;
}

/** What is made of one picture as simd-resample.ts writes it into memory, in this order; the tables of x and y follow. */
@unmanaged
class Resampling {
  arithmetic: i32;
  /** Address of the window's first pixel; four bytes may be read where a pixel has fewer. */
  source: usize;
  rowBytes: i32;
  pixelBytes: i32;
  channels: i32;
  /** Address of the window's first pixel in the output, float32. */
  out: usize;
  /** Bytes in the output from a row to the next, from a column to the next, and between channels. */
  outRow: i32;
  outColumn: i32;
  outChannel: i32;
  /** Room for four float32 for each column of the source or the target, whichever are more. */
  sums: usize;
  /** As much room for each column of the source. */
  row: usize;
  factor: f32;
}

const PIXEL_BYTES: usize = 16;

/**
 * Carries out a plan in float32, with every product and sum rounded as TensorFlow's kernels (built without fused
 * multiply-add) round them: the same bits as TensorFlow's. All four lanes are computed, as many as wanted are stored.
 */
export function resample(work: Resampling): void {
  const tables = changetype<usize>(work) + offsetof<Resampling>();
  const x = changetype<Axis>(tables);
  const y = changetype<Axis>(tables + offsetof<Axis>());
  for (let row = 0; row < y.target; row++) {
    const out = work.out + <usize>row * <usize>work.outRow;
    if (work.arithmetic === COPY) copyRow(work, x, y, row, out);
    else if (work.arithmetic === LERP) lerpRow(work, x, y, row, out);
    else if (work.arithmetic === HORIZONTAL_FIRST) horizontalFirstRow(work, x, y, row, out);
    else verticalFirstRow(work, x, y, row, out);
  }
}

function copyRow(work: Resampling, x: Axis, y: Axis, row: i32, out: usize): void {
  const from = rowAt(work, startOf(y, row));
  const pixelBytes = <usize>work.pixelBytes;
  const channels = work.channels;
  const outChannel = <usize>work.outChannel;
  const outColumn = <usize>work.outColumn;
  const columns = x.target;
  for (let column = 0; column < columns; column++, out += outColumn) {
    storePixel(loadPixel(from + <usize>startOf(x, column) * pixelBytes), out, outChannel, channels);
  }
}

/** TensorFlow's `a + (b - a) * t` along the two rows, then between them. */
function lerpRow(work: Resampling, x: Axis, y: Axis, row: i32, out: usize): void {
  const start = startOf(y, row);
  const top = rowAt(work, start);
  const bottom = rowAt(work, min(start + 1, y.last));
  const fractionY = f32x4.splat(load<f32>(y.weights + <usize>row * 8 + 4));
  const outColumn = <usize>work.outColumn;
  let column = 0;
  // Pixels of four bytes become pixels side by side, of which each store overwrites what the one before wrote too much.
  if (work.pixelBytes === 4 && work.outChannel === 4 && work.channels >= 3) {
    const end = x.target - 1;
    for (; column < end; column++) {
      const left = startOf(x, column);
      if (left >= x.last) break;
      const pair = <usize>left * 4;
      const fractionX = v128.load32_splat(x.weights + <usize>column * 8 + 4);
      const upper = lerpPair(top + pair, fractionX);
      const lower = lerpPair(bottom + pair, fractionX);
      v128.store(out, lerp(upper, lower, fractionY));
      out += outColumn;
    }
  }
  const pixelBytes = <usize>work.pixelBytes;
  for (; column < x.target; column++, out += outColumn) {
    const left = startOf(x, column);
    const right = min(left + 1, x.last);
    const fractionX = v128.load32_splat(x.weights + <usize>column * 8 + 4);
    const leftAt = <usize>left * pixelBytes;
    const rightAt = <usize>right * pixelBytes;
    const upper = lerp(loadPixel(top + leftAt), loadPixel(top + rightAt), fractionX);
    const lower = lerp(loadPixel(bottom + leftAt), loadPixel(bottom + rightAt), fractionX);
    storePixel(lerp(upper, lower, fractionY), out, <usize>work.outChannel, work.channels);
  }
}

function lerp(a: v128, b: v128, fraction: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), fraction));
}

/** The upper half of 2^23 as float32; with an integer in its lower half it is 2^23 more than that. */
const UPPER_HALF: i16 = 0x4b00;

/** {@link lerp} of two neighbouring pixels of four bytes; all that happens before the product is exact. */
function lerpPair(from: usize, fraction: v128): v128 {
  const bytes = v128.load8x8_u(from);
  const a = i16x8.shuffle(bytes, i16x8.splat(UPPER_HALF), 0, 8, 1, 9, 2, 10, 3, 11);
  const b = i16x8.shuffle(bytes, i16x8.splat(UPPER_HALF), 4, 12, 5, 13, 6, 14, 7, 15);
  return f32x4.add(f32x4.sub(a, f32x4.splat(8388608)), f32x4.mul(f32x4.sub(b, a), fraction));
}

/** Each source row is summed along x, then the row sums along y. */
function horizontalFirstRow(work: Resampling, x: Axis, y: Axis, row: i32, out: usize): void {
  memory.fill(work.sums, 0, <usize>x.target * PIXEL_BYTES);
  for (let tap = 0; tap < y.taps; tap++) {
    const weight = weightOf(y, row, tap);
    if (weight === 0) continue;
    loadRow(work, rowAt(work, min(startOf(y, row) + tap, y.last)), x.last + 1);
    const weights = f32x4.splat(weight);
    const pixels = work.row;
    for (let column = 0, sum = work.sums; column < x.target; column++, sum += PIXEL_BYTES) {
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(sumAlong(x, column, pixels), weights)));
    }
  }
  const factor = f32x4.splat(work.factor);
  const channels = work.channels;
  const outChannel = <usize>work.outChannel;
  for (let column = 0, sum = work.sums; column < x.target; column++, sum += PIXEL_BYTES, out += work.outColumn) {
    storePixel(f32x4.mul(v128.load(sum), factor), out, outChannel, channels);
  }
}

/** Each source column is summed along y, then the column sums along x. */
function verticalFirstRow(work: Resampling, x: Axis, y: Axis, row: i32, out: usize): void {
  const pixelBytes = <usize>work.pixelBytes;
  const sums = work.sums;
  const sumsEnd = sums + <usize>(x.last + 1) * PIXEL_BYTES;
  memory.fill(sums, 0, sumsEnd - sums);
  for (let tap = 0; tap < y.taps; tap++) {
    const weight = weightOf(y, row, tap);
    if (weight === 0) continue;
    const weights = f32x4.splat(weight);
    let from = rowAt(work, min(startOf(y, row) + tap, y.last));
    for (let sum = sums; sum < sumsEnd; sum += PIXEL_BYTES, from += pixelBytes) {
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(loadPixel(from), weights)));
    }
  }
  const channels = work.channels;
  const outChannel = <usize>work.outChannel;
  for (let column = 0; column < x.target; column++, out += work.outColumn) {
    storePixel(sumAlong(x, column, sums), out, outChannel, channels);
  }
}

/** The weighted sum of the pixels, four float32 each, that an output column is made of. */
function sumAlong(x: Axis, column: i32, pixels: usize): v128 {
  const start = startOf(x, column);
  let weight = x.weights + <usize>(column * x.taps) * 4;
  const taps = x.taps;
  const last = x.last;
  let sum = f32x4.splat(0);
  for (let tap = 0; tap < taps; tap++, weight += 4) {
    const pixel = v128.load(pixels + <usize>min(start + tap, last) * PIXEL_BYTES);
    sum = f32x4.add(sum, f32x4.mul(pixel, v128.load32_splat(weight)));
  }
  return sum;
}

function startOf(axis: Axis, index: i32): i32 {
  return load<i32>(axis.starts + <usize>index * 4);
}

function weightOf(axis: Axis, index: i32, tap: i32): f32 {
  return load<f32>(axis.weights + <usize>(index * axis.taps + tap) * 4);
}

function rowAt(work: Resampling, row: i32): usize {
  return work.source + <usize>row * <usize>work.rowBytes;
}

/** Four bytes as float32. */
function loadPixel(from: usize): v128 {
  const bytes = v128.load32_zero(from);
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

function loadRow(work: Resampling, from: usize, width: i32): void {
  const pixelBytes = <usize>work.pixelBytes;
  for (let column = 0, to = work.row; column < width; column++, to += PIXEL_BYTES, from += pixelBytes) {
    v128.store(to, loadPixel(from));
  }
}

function storePixel(pixel: v128, out: usize, outChannel: usize, channels: i32): void {
  v128.store32_lane(out, pixel, 0);
  if (channels === 1) return;
  v128.store32_lane(out + outChannel, pixel, 1);
  v128.store32_lane(out + 2 * outChannel, pixel, 2);
  if (channels === 4) v128.store32_lane(out + 3 * outChannel, pixel, 3);
}
