import { areNear, arePossible, SRGB_CHROMATICITIES } from './chromaticities.ts';
import type { Chunk } from './chunks.ts';
import { isSignificant, mulDiv, ONE } from './fixed-point.ts';
import { readProfile } from './profile.ts';

/** libpng's approximation of the curve of sRGB, 1 / 2.2. */
const SRGB_GAMMA = 45_455;

/** What libpng has learnt from the chunks up to now (`png_colorspace`). */
interface ColorSpace {
  /** In units of 0.00001, or 0. */
  gamma: number;
  /** Whether something is wrong, after which no chunk counts any more. */
  isInvalid: boolean;
  hasGammaChunk: boolean;
  /** Whether a chunk has said that this is sRGB. */
  isSrgb: boolean;
  hasChromaticitiesChunk: boolean;
}

/**
 * The gamma of a file that libpng makes of its chunks, in the order in which they stand; 0 where it knows none.
 *
 * Whichever way they contradict each other, what was learnt before the contradiction stays.
 *
 * @param chunks - those before palette and image data; behind these, chunks about colours do not count.
 */
export function fileGamma(chunks: readonly Chunk[], hasColor: boolean): number {
  const space: ColorSpace = {
    gamma: 0,
    isInvalid: false,
    hasGammaChunk: false,
    isSrgb: false,
    hasChromaticitiesChunk: false,
  };
  for (const chunk of chunks) {
    const apply = APPLY[chunk.type];
    // A profile's checksum is not minded.
    if (apply && (chunk.type === 'iCCP' || chunk.isIntact())) apply(space, chunk.data, hasColor);
  }
  return space.gamma;
}

type Apply = (space: ColorSpace, data: Uint8Array, hasColor: boolean) => void;

const APPLY: Readonly<Record<string, Apply>> = {
  gAMA: applyGamma,
  cHRM: applyChromaticities,
  sRGB: applySrgb,
  iCCP: applyProfile,
};

/** libpng's `png_handle_gAMA` and `png_colorspace_set_gamma`. */
function applyGamma(space: ColorSpace, data: Uint8Array): void {
  if (data.length !== 4) return;
  const gamma = uint32(data, 0);
  if (gamma < 16 || gamma > 625_000_000 || space.hasGammaChunk) {
    space.isInvalid = true;
    return;
  }
  if (space.isInvalid) return;
  // Beside sRGB only a gamma counts that is about the same.
  if (space.isSrgb && isSignificant(mulDiv(SRGB_GAMMA, ONE, gamma) ?? 0)) return;
  space.gamma = gamma;
  space.hasGammaChunk = true;
}

/** libpng's `png_handle_sRGB`. */
function applySrgb(space: ColorSpace, data: Uint8Array): void {
  if (data.length !== 1 || space.isInvalid) return;
  const intent = data[0]!;
  if (space.isSrgb || intent > 3) space.isInvalid = true;
  else setSrgb(space);
}

/** libpng's `png_handle_iCCP`. */
function applyProfile(space: ColorSpace, data: Uint8Array, hasColor: boolean): void {
  // Shorter ones are not looked at.
  if (data.length < 14 || space.isInvalid) return;
  const profile = space.isSrgb ? 'broken' : readProfile(data, hasColor);
  if (profile === 'broken') space.isInvalid = true;
  if (profile === 'srgb') setSrgb(space);
}

/** libpng's `png_colorspace_set_sRGB`. */
function setSrgb(space: ColorSpace): void {
  space.isSrgb = true;
  space.gamma = SRGB_GAMMA;
}

/** libpng's `png_handle_cHRM`: the values do not matter to gray, but that they make sense does. */
function applyChromaticities(space: ColorSpace, data: Uint8Array): void {
  if (data.length !== 32 || space.isInvalid) return;
  const point = (at: number): readonly [number, number] => [uint32(data, at), uint32(data, at + 4)];
  const chromaticities = { white: point(0), red: point(8), green: point(16), blue: point(24) };
  if (
    Object.values(chromaticities)
      .flat()
      .some((value) => value > 0x7fffffff)
  )
    return;
  const agrees = !space.isSrgb || areNear(chromaticities, SRGB_CHROMATICITIES, 100);
  if (space.hasChromaticitiesChunk || !arePossible(chromaticities) || !agrees) space.isInvalid = true;
  space.hasChromaticitiesChunk = true;
}

function uint32(data: Uint8Array, at: number): number {
  return new DataView(data.buffer, data.byteOffset).getUint32(at);
}
