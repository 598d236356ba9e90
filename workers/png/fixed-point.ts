/** 1 in the fixed point numbers of PNG. */
export const ONE = 100_000;

/** libpng's `png_muldiv`: a · times / divisor, rounded, unless that takes more than 32 bits. */
export function mulDiv(a: number, times: number, divisor: number): number | undefined {
  const result = Math.floor((a * times) / divisor + 0.5);
  return divisor !== 0 && result <= 2 ** 31 - 1 && result >= -(2 ** 31) ? result : undefined;
}

/** libpng's `png_reciprocal`: 1 / a, or 0 where that takes more than 32 bits. */
export function reciprocal(a: number): number {
  return mulDiv(ONE, ONE, a) ?? 0;
}

/** Whether a gamma is so far from 1 that libpng regards it (`png_gamma_significant`). */
export function isSignificant(gamma: number): boolean {
  return gamma < 95_000 || gamma > 105_000;
}
