import { freshKernels, type Kernels } from '../kernels/kernels.ts';
import { fastMultipliers } from './fast-multipliers.ts';
import type { Component, Frame } from './frame.ts';
import type { JpegColor } from './jpeg-colors.ts';
import { JpegError } from './jpeg-error.ts';
import { type JpegFile, readJpeg } from './read-jpeg.ts';

/** What the parallel half has to know of a component to make a plane of its coefficients. */
export interface PlaneGeometry {
  /** Samples, without padding. */
  readonly width: number;
  readonly height: number;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** How many times a sample is repeated or interpolated to come to the picture's size. */
  readonly across: number;
  readonly down: number;
}

/** A component after the serial half of decoding. */
export interface CoefficientPlane extends PlaneGeometry {
  /** Quantised, in the form of the kernels' pack.ts. */
  readonly packed: Uint32Array<ArrayBuffer>;
  /** Of the fast inverse DCT, in natural order: `[64]`; zeros for a component without data, which comes out as 128. */
  readonly multipliers: Int16Array<ArrayBuffer>;
}

/** A JPEG picture after the serial half of decoding. */
export interface JpegCoefficients {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly color: JpegColor;
  /** Adobe writes CMYK inverted. */
  readonly isInverted: boolean;
  readonly planes: readonly CoefficientPlane[];
}

/** What a block takes in packed form at most, its word in the table included. */
export const MAX_PACKED_BYTES = 160;

/**
 * Does the serial half of decoding a JPEG file: everything up to its quantised coefficients, packed for the way to the GPU.
 *
 * @param channels - 1 leaves out the planes that gray does not need.
 * @throws JpegError where TensorFlow refuses the file too
 */
export function decodeCoefficients(data: Uint8Array, channels: 1 | 3): JpegCoefficients {
  const kernels = freshKernels();
  const file = readJpeg(kernels, data);
  const { width, height } = file.frame;
  const { color, components } = neededFor(file, channels);
  // One after the other is packed, and copied out.
  const room = kernels.allocate(Math.max(...components.map(blocksOf)) * MAX_PACKED_BYTES);
  const planes = components.map(
    (component): CoefficientPlane => ({
      ...geometryOf(file.frame, component),
      packed: pack(kernels, component, room),
      multipliers: component.quantization ? fastMultipliers(component.quantization) : new Int16Array(64),
    }),
  );
  return { width, height, color, isInverted: file.isInverted, planes };
}

function pack(
  kernels: Kernels,
  { coefficients, blocksWide, blocksHigh, blocksPerRow }: Component,
  room: number,
): Uint32Array<ArrayBuffer> {
  const words = kernels.run.packPlane(coefficients, blocksWide, blocksHigh, blocksPerRow, room);
  return new Uint32Array(kernels.bytes(room, words * 4).slice().buffer);
}

/** Blocks of a component, without padding. */
export function blocksOf({ blocksWide, blocksHigh }: Pick<Component, 'blocksWide' | 'blocksHigh'>): number {
  return blocksWide * blocksHigh;
}

/** Which components a picture of so many channels needs: gray is the luminance alone. */
export function neededFor(
  { frame: { components }, color }: JpegFile,
  channels: 1 | 3,
): { readonly color: JpegColor; readonly components: readonly Component[] } {
  return channels === 1 && color === 'ycbcr'
    ? { color: 'gray', components: components.slice(0, 1) }
    : { color, components };
}

/** @throws JpegError for fractional sampling factors, which libjpeg refuses too */
export function geometryOf({ hMax, vMax }: Frame, component: Component): PlaneGeometry {
  const { h, v, width, height, blocksWide, blocksHigh } = component;
  const [across, down] = [hMax / h, vMax / v];
  if (!Number.isInteger(across) || !Number.isInteger(down)) {
    throw new JpegError('it has fractional sampling factors', true);
  }
  return { width, height, blocksWide, blocksHigh, across, down };
}
