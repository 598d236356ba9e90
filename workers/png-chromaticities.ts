/** White, red, green and blue as x and y, in units of 0.00001, as a cHRM chunk holds them. */
export type Chromaticities = readonly [
  whiteX: number,
  whiteY: number,
  redX: number,
  redY: number,
  greenX: number,
  greenY: number,
  blueX: number,
  blueY: number,
];

/** 1 in the fixed point numbers of PNG. */
const ONE = 100_000;

/** Those of sRGB (ITU-R BT.709-3). */
export const SRGB_CHROMATICITIES: Chromaticities = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

/** Whether no value differs by more than `delta` (`png_colorspace_endpoints_match`). */
export function areNear(some: Chromaticities, others: Chromaticities, delta: number): boolean {
  return some.every((value, index) => Math.abs(value - others[index]!) <= delta);
}

/**
 * Whether libpng takes chromaticities for possible: they can be converted to XYZ and back (`png_colorspace_check_xy`).
 */
export function arePossible(chromaticities: Chromaticities): boolean {
  const back = fromXyz(toXyz(chromaticities));
  return back !== undefined && areNear(chromaticities, back, 5);
}

/** X, Y and Z of red, green and blue. */
type Xyz = readonly (readonly [x: number, y: number, z: number])[];

/** libpng's `png_XYZ_from_xy`. */
function toXyz(chromaticities: Chromaticities): Xyz | undefined {
  const [whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY] = chromaticities;
  const pairs = [
    [redX, redY],
    [greenX, greenY],
    [blueX, blueY],
    [whiteX, whiteY],
  ] as const;
  if (pairs.some(([x, y]) => x > ONE || y > ONE - x) || whiteY < 5) return undefined;

  // Divided by 7, the products of differences fit into 32 bits.
  const cross = (a: number, b: number, c: number, d: number): number => mulDiv(a, b, 7)! - mulDiv(c, d, 7)!;
  const denominator = cross(greenX - blueX, redY - blueY, greenY - blueY, redX - blueX);
  const redPart = cross(greenX - blueX, whiteY - blueY, greenY - blueY, whiteX - blueX);
  const greenPart = cross(redY - blueY, whiteX - blueX, redX - blueX, whiteY - blueY);
  const redInverse = mulDiv(whiteY, denominator, redPart) ?? 0;
  const greenInverse = mulDiv(whiteY, denominator, greenPart) ?? 0;
  if (redInverse <= whiteY || greenInverse <= whiteY) return undefined;
  const blueScale = reciprocal(whiteY) - reciprocal(redInverse) - reciprocal(greenInverse);
  if (blueScale <= 0) return undefined;

  return allDefined([
    allDefined([redX, redY, ONE - redX - redY].map((value) => mulDiv(value, ONE, redInverse))),
    allDefined([greenX, greenY, ONE - greenX - greenY].map((value) => mulDiv(value, ONE, greenInverse))),
    allDefined([blueX, blueY, ONE - blueX - blueY].map((value) => mulDiv(value, blueScale, ONE))),
  ]) as Xyz | undefined;
}

/** libpng's `png_xy_from_XYZ`. */
function fromXyz(xyz: Xyz | undefined): Chromaticities | undefined {
  if (!xyz) return undefined;
  const white = [0, 1, 2].map((axis) => xyz.reduce((sum, color) => sum + color[axis as 0 | 1 | 2], 0));
  const pairs = [white as unknown as Xyz[number], ...xyz].map(([x, y, z]) => [
    mulDiv(x, ONE, x + y + z),
    mulDiv(y, ONE, x + y + z),
  ]);
  return allDefined(pairs.flat()) as unknown as Chromaticities | undefined;
}

function allDefined<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  return values.every((value) => value !== undefined) ? (values as readonly T[]) : undefined;
}

/** libpng's `png_muldiv`: a · times / divisor, rounded, unless it takes more than 32 bits. */
function mulDiv(a: number, times: number, divisor: number): number | undefined {
  const result = Math.floor((a * times) / divisor + 0.5);
  return divisor !== 0 && result <= 2 ** 31 - 1 && result >= -(2 ** 31) ? result : undefined;
}

/** libpng's `png_reciprocal`: 1 / a in fixed point, or 0 where that takes more than 32 bits. */
export function reciprocal(a: number): number {
  const result = Math.floor(1e10 / a + 0.5);
  return result <= 2 ** 31 - 1 ? result : 0;
}
