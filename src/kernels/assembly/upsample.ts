import { Plane } from './picture';

/**
 * Brings a row of a plane to full size, as libjpeg-turbo does with "fancy" upsampling: triangle filters for the common
 * factors, repetition for the others (`jdsample.c`).
 *
 * @param row - Of the picture.
 * @param out - Room for the row and 32 bytes more.
 * @param scratch - Room for the plane's width in int16 and 64 bytes more.
 * @returns where the row lies: in `out`, or in the plane itself
 */
export function upsampleRow(plane: Plane, row: i32, out: usize, scratch: usize): usize {
  const across = plane.across;
  const down = plane.down;
  const width = plane.width;
  if (across === 1 && down === 1) return rowOf(plane, row);
  if (across === 1 && down === 2) {
    triangleDown(plane, row, out);
    return out;
  }
  if (across === 2 && down <= 2 && width > 2) {
    if (down === 1) widen(rowOf(plane, row), scratch + PADDING, width);
    else weighRows(nearRow(plane, row), farRow(plane, row), scratch + PADDING, width);
    triangleAcross(scratch + PADDING, out, width, down === 2);
    return out;
  }
  repeat(rowOf(plane, row / down), out, width, across);
  return out;
}

/** Bytes in front of the scratch row's first sample: a whole vector, so that the sample before it can be read. */
const PADDING: usize = 16;

function rowOf(plane: Plane, row: i32): usize {
  return plane.samples + <usize>(row % plane.rows) * <usize>plane.pitch;
}

/** The row of the plane that an output row lies in. */
function nearRow(plane: Plane, row: i32): usize {
  return rowOf(plane, row >> 1);
}

/** Its neighbour on the nearer side; at the edges the row itself. */
function farRow(plane: Plane, row: i32): usize {
  const near = row >> 1;
  return rowOf(plane, (row & 1) === 0 ? max(near - 1, 0) : min(near + 1, plane.height - 1));
}

function repeat(from: usize, out: usize, width: i32, across: i32): void {
  for (let x = 0; x < width; x++, out += across) memory.fill(out, load<u8>(from + x), across);
}

function triangleDown(plane: Plane, row: i32, out: usize): void {
  const near = nearRow(plane, row);
  const far = farRow(plane, row);
  const bias = i16x8.splat((row & 1) === 0 ? 1 : 2);
  for (let x = 0; x < plane.width; x += 8) {
    const sum = i16x8.add(weighed(near + x, far + x), bias);
    v128.store64_lane(out + x, i8x16.narrow_i16x8_u(i16x8.shr_u(sum, 2), sum), 0);
  }
}

/** Three times the nearer sample and once the farther one, of eight columns. */
function weighed(near: usize, far: usize): v128 {
  return i16x8.add(i16x8.mul(v128.load8x8_u(near), i16x8.splat(3)), v128.load8x8_u(far));
}

function weighRows(near: usize, far: usize, sums: usize, width: i32): void {
  for (let x = 0; x < width; x += 8) v128.store(sums + 2 * x, weighed(near + x, far + x));
}

function widen(from: usize, sums: usize, width: i32): void {
  for (let x = 0; x < width; x += 8) v128.store(sums + 2 * x, v128.load8x8_u(from + x));
}

/** Weighs neighbours along a row; `isWeighed` says that its samples are four times too large already. */
function triangleAcross(sums: usize, out: usize, width: i32, isWeighed: bool): void {
  // Repeated edges come out as libjpeg's special cases for them.
  store<u16>(sums - 2, load<u16>(sums));
  store<u16>(sums + 2 * width, load<u16>(sums + 2 * width - 2));
  const leftBias = i16x8.splat(isWeighed ? 8 : 1);
  const rightBias = i16x8.splat(isWeighed ? 7 : 2);
  const shift = isWeighed ? 4 : 2;
  for (let x = 0; x < width; x += 8, out += 16) {
    const at = sums + 2 * x;
    const near = i16x8.mul(v128.load(at), i16x8.splat(3));
    const left = i16x8.shr_u(i16x8.add(i16x8.add(near, v128.load(at - 2)), leftBias), shift);
    const right = i16x8.shr_u(i16x8.add(i16x8.add(near, v128.load(at + 2)), rightBias), shift);
    v128.store(out, v128.or(left, i16x8.shl(right, 8)));
  }
}
