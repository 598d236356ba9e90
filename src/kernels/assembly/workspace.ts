/** Eight vectors of eight int16: a block between the passes of an inverse DCT. */
export const WORKSPACE: usize = memory.data(128, 16);

/** Puts a block's coefficients, multiplied with those of a table, `[64]` int16, into the workspace; products wrap around. */
export function dequantize(block: usize, multipliers: usize): void {
  for (let at: usize = 0; at < 128; at += 16) {
    v128.store(WORKSPACE + at, i16x8.mul(v128.load(block + at), v128.load(multipliers + at)));
  }
}

/** Exchanges the rows and columns of the workspace. */
export function transpose(): void {
  const w = WORKSPACE;
  const a0 = v128.load(w);
  const a1 = v128.load(w, 16);
  const a2 = v128.load(w, 32);
  const a3 = v128.load(w, 48);
  const a4 = v128.load(w, 64);
  const a5 = v128.load(w, 80);
  const a6 = v128.load(w, 96);
  const a7 = v128.load(w, 112);
  const b0 = lowOf16(a0, a4);
  const b1 = highOf16(a0, a4);
  const b2 = lowOf16(a1, a5);
  const b3 = highOf16(a1, a5);
  const b4 = lowOf16(a2, a6);
  const b5 = highOf16(a2, a6);
  const b6 = lowOf16(a3, a7);
  const b7 = highOf16(a3, a7);
  const c0 = lowOf16(b0, b4);
  const c1 = highOf16(b0, b4);
  const c2 = lowOf16(b1, b5);
  const c3 = highOf16(b1, b5);
  const c4 = lowOf16(b2, b6);
  const c5 = highOf16(b2, b6);
  const c6 = lowOf16(b3, b7);
  const c7 = highOf16(b3, b7);
  v128.store(w, lowOf16(c0, c4));
  v128.store(w, highOf16(c0, c4), 16);
  v128.store(w, lowOf16(c1, c5), 32);
  v128.store(w, highOf16(c1, c5), 48);
  v128.store(w, lowOf16(c2, c6), 64);
  v128.store(w, highOf16(c2, c6), 80);
  v128.store(w, lowOf16(c3, c7), 96);
  v128.store(w, highOf16(c3, c7), 112);
}

/** Takes the lower halves of two vectors by turns. */
export function lowOf16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** Takes the upper halves of two vectors by turns. */
export function highOf16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Takes the lower halves of two vectors by turns, byte by byte. */
export function lowOf8(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

/** Takes the upper halves of two vectors by turns, byte by byte. */
export function highOf8(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
