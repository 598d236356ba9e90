import type { CoefficientPlane } from '../jpeg/coefficients.ts';
import { JPEG_COLORS } from '../jpeg/jpeg-colors.ts';
import type { Coefficients } from './picture.ts';

/** Where the parts of a plane lie, in words: packed coefficients and multipliers of what was uploaded, the others of the scratch buffer. */
export interface PlaneAddresses {
  readonly packed: number;
  readonly multipliers: number;
  readonly columns: number;
  readonly samples: number;
}

/** The number of words in the shaders' `Plane`, and in the `Picture` of jpeg-pixels.wgsl. */
export const PLANE_WORDS = 10;
export const JPEG_WORDS = 5;

/** The fields of the shaders' `Plane`, in order. */
export function planeRecord(
  plane: CoefficientPlane,
  { packed, multipliers, columns, samples }: PlaneAddresses,
): number[] {
  const { blocksWide, blocksHigh, width, height, across, down } = plane;
  return [packed, multipliers, columns, samples, blocksWide, blocksHigh, width, height, across, down];
}

/** The fields of the `Picture` of jpeg-pixels.wgsl, in order. */
export function jpegRecord(picture: Coefficients, firstPlane: number, pixels: number): number[] {
  const { width, height, isInverted } = picture;
  return [width, height, isInverted ? 1 : 0, firstPlane, pixels];
}

/** The `override` constants of jpeg-pixels.wgsl that a picture's form decides. */
export interface JpegForm extends Readonly<Record<string, number>> {
  readonly color: number;
  readonly across: number;
  readonly down: number;
}

/** Finds a picture's form; factors of 0 stand for those that are too unusual to be worth a shader of their own. */
export function jpegForm({ color, planes }: Coefficients): JpegForm {
  const [first, second, third, fourth] = planes;
  const isFull = (plane: CoefficientPlane | undefined): boolean => !plane || (plane.across === 1 && plane.down === 1);
  const { across, down } = second ?? first!;
  const isUsual = isFull(first) && isFull(fourth) && (third?.across ?? 1) === across && (third?.down ?? 1) === down;
  const factors = isUsual && across <= 2 && down <= 2 ? { across, down } : { across: 0, down: 0 };
  return { color: JPEG_COLORS.indexOf(color), ...factors };
}

/** Bytes that the samples of a plane take up, whole blocks. */
export function sampleBytes({ blocksWide, blocksHigh }: CoefficientPlane): number {
  return blocksWide * blocksHigh * 64;
}

/** Bytes between the two halves of the inverse DCT: 16 bits a sample. */
export function columnBytes(plane: CoefficientPlane): number {
  return 2 * sampleBytes(plane);
}
