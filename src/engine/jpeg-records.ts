import type { CoefficientPlane } from '../jpeg/coefficients.ts';
import { JPEG_COLORS } from '../jpeg/jpeg-colors.ts';
import type { Coefficients } from './picture.ts';

/** Where the parts of a plane lie, in words of the arena. */
export interface PlaneAddresses {
  readonly coefficients: number;
  readonly multipliers: number;
  readonly samples: number;
}

/** The number of words in the shaders' `Plane`, and in the `Picture` of jpeg-pixels.wgsl. */
export const PLANE_WORDS = 10;
export const JPEG_WORDS = 6;

/** The fields of the shaders' `Plane`, in order. */
export function planeRecord(plane: CoefficientPlane, { coefficients, multipliers, samples }: PlaneAddresses): number[] {
  const { blocksWide, blocksHigh, blocksPerRow, width, height, across, down } = plane;
  return [coefficients, multipliers, samples, blocksWide, blocksHigh, blocksPerRow, width, height, across, down];
}

/** The fields of the `Picture` of jpeg-pixels.wgsl, in order. */
export function jpegRecord(picture: Coefficients, firstPlane: number, pixels: number): number[] {
  const { width, height, color, isInverted } = picture;
  return [width, height, JPEG_COLORS.indexOf(color), isInverted ? 1 : 0, firstPlane, pixels];
}

/** Bytes that the samples of a plane take up, whole blocks. */
export function sampleBytes({ blocksWide, blocksHigh }: CoefficientPlane): number {
  return blocksWide * blocksHigh * 64;
}
