import { mulDiv, ONE, reciprocal } from './fixed-point.ts';

type Point = readonly [x: number, y: number];
type Xyz = readonly [x: number, y: number, z: number];

/** What a cHRM chunk holds, in fixed point numbers. */
export interface Chromaticities {
  readonly white: Point;
  readonly red: Point;
  readonly green: Point;
  readonly blue: Point;
}

/** Those of sRGB (ITU-R BT.709-3). */
export const SRGB_CHROMATICITIES: Chromaticities = {
  white: [31270, 32900],
  red: [64000, 33000],
  green: [30000, 60000],
  blue: [15000, 6000],
};

/** Whether no value differs by more than `delta` (`png_colorspace_endpoints_match`). */
export function areNear(some: Chromaticities, others: Chromaticities, delta: number): boolean {
  const isNear = ([x, y]: Point, [otherX, otherY]: Point): boolean =>
    Math.abs(x - otherX) <= delta && Math.abs(y - otherY) <= delta;
  return (
    isNear(some.white, others.white) &&
    isNear(some.red, others.red) &&
    isNear(some.green, others.green) &&
    isNear(some.blue, others.blue)
  );
}

/** Whether libpng takes them for possible: they can be converted to XYZ and back (`png_colorspace_check_xy`). */
export function arePossible(chromaticities: Chromaticities): boolean {
  const colors = toXyz(chromaticities);
  const back = colors && fromXyz(colors);
  return back !== undefined && areNear(chromaticities, back, 5);
}

type Colors = readonly [red: Xyz, green: Xyz, blue: Xyz];

/** libpng's `png_XYZ_from_xy`. */
function toXyz({ white, red, green, blue }: Chromaticities): Colors | undefined {
  if ([white, red, green, blue].some(([x, y]) => x > ONE || y > ONE - x) || white[1] < 5) return undefined;
  const whiteY = white[1];
  const denominator = cross(minus(green, blue), minus(red, blue));
  const redInverse = mulDiv(whiteY, denominator, cross(minus(green, blue), minus(white, blue))) ?? 0;
  const greenInverse = mulDiv(whiteY, denominator, cross(minus(white, blue), minus(red, blue))) ?? 0;
  if (redInverse <= whiteY || greenInverse <= whiteY) return undefined;
  const blueScale = reciprocal(whiteY) - reciprocal(redInverse) - reciprocal(greenInverse);
  if (blueScale <= 0) return undefined;
  const redXyz = scale(red, ONE, redInverse);
  const greenXyz = scale(green, ONE, greenInverse);
  const blueXyz = scale(blue, blueScale, ONE);
  return redXyz && greenXyz && blueXyz && [redXyz, greenXyz, blueXyz];
}

function minus([x, y]: Point, [otherX, otherY]: Point): Point {
  return [x - otherX, y - otherY];
}

/** The cross product, divided by 7 so that it takes no more than 32 bits. */
function cross([x, y]: Point, [otherX, otherY]: Point): number {
  return mulDiv(x, otherY, 7)! - mulDiv(y, otherX, 7)!;
}

function scale([x, y]: Point, times: number, divisor: number): Xyz | undefined {
  const scaledX = mulDiv(x, times, divisor);
  const scaledY = mulDiv(y, times, divisor);
  const scaledZ = mulDiv(ONE - x - y, times, divisor);
  if (scaledX === undefined || scaledY === undefined || scaledZ === undefined) return undefined;
  return [scaledX, scaledY, scaledZ];
}

/** libpng's `png_xy_from_XYZ`. */
function fromXyz([redXyz, greenXyz, blueXyz]: Colors): Chromaticities | undefined {
  const sum = (axis: 0 | 1 | 2): number => redXyz[axis] + greenXyz[axis] + blueXyz[axis];
  const white = toPoint([sum(0), sum(1), sum(2)]);
  const red = toPoint(redXyz);
  const green = toPoint(greenXyz);
  const blue = toPoint(blueXyz);
  return white && red && green && blue && { white, red, green, blue };
}

function toPoint([x, y, z]: Xyz): Point | undefined {
  const pointX = mulDiv(x, ONE, x + y + z);
  const pointY = mulDiv(y, ONE, x + y + z);
  return pointX === undefined || pointY === undefined ? undefined : [pointX, pointY];
}
