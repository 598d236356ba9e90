import { INVERSE_DCT, type Kernels } from '../kernels/kernels.ts';
import type { DecodedComponent } from './decoded-frame.ts';
import { blocksRead, type ExcerptInMemory } from './excerpt.ts';
import { fastMultipliers } from './fast-multipliers.ts';
import { type Component, type Frame, geometryOf, type PlaneGeometry } from './frame.ts';
import type { Eighths } from './reduction.ts';

/** The inverse DCT: the fast one is TensorFlow's, the accurate one Pillow's. */
export type InverseDct = 'fast' | 'accurate';

/** Samples that the kernels may read or write behind the end of a row. */
export const OVERRUN = 64;

/** A component's samples as they are made, row of MCUs by row of MCUs; the last two rows are there. */
export interface Plane {
  readonly component: DecodedComponent;
  /** Samples that a row has at the picture's size. */
  readonly fullWidth: number;
  /** Where the kernels find its description. */
  readonly address: number;
}

/** Makes room for a component's samples. */
export function createPlane(
  kernels: Kernels,
  frame: Frame,
  component: DecodedComponent,
  dct: InverseDct,
  { eighths, rows, columns }: ExcerptInMemory,
): Plane {
  const { quantization, blocksWide, v } = component;
  const { width, height, across, down, side } = scaledGeometry(frame, component, eighths);
  const samples = kernels.allocate(planeBytes(component, side));
  const table = quantization && (side === 8 && dct === 'fast' ? fastMultipliers(quantization) : quantization);
  // The fields of `Plane` of the kernels' picture.ts, in order.
  const fields = [
    samples,
    2 * v * side,
    blocksWide * side,
    width,
    height,
    across,
    down,
    side === 8 ? INVERSE_DCT[dct] : side,
    kernels.copyIn(table ?? new Int16Array(64)),
    Math.ceil(width / side),
    Math.ceil(height / side),
    blocksRead(kernels, columns, across, width, side),
    blocksRead(kernels, rows, down, height, side),
  ];
  return { component, fullWidth: width * across, address: kernels.copyIn(Int32Array.from(fields)) };
}

/** Bytes that a component's samples take. */
export function planeBytes({ blocksWide, v }: Component, side: number): number {
  return 2 * v * side * blocksWide * side + OVERRUN;
}

/** The geometry of a plane that is decoded at another size, and the samples on a side of its blocks. */
export interface ScaledGeometry extends PlaneGeometry {
  readonly side: Eighths;
}

/**
 * Finds out how large a plane is decoded: components with fewer samples come nearer to their own size instead of being
 * repeated or interpolated, as in libjpeg.
 *
 * @throws JpegError for fractional sampling factors
 */
export function scaledGeometry(frame: Frame, component: Component, eighths: Eighths): ScaledGeometry {
  const geometry = geometryOf(frame, component);
  let { across, down } = geometry;
  let side = eighths;
  for (; side < 8 && across % 2 === 0 && down % 2 === 0; side = DOUBLE[side]) {
    across /= 2;
    down /= 2;
  }
  const width = Math.ceil((frame.width * component.h * side) / (frame.hMax * 8));
  const height = Math.ceil((frame.height * component.v * side) / (frame.vMax * 8));
  return { ...geometry, width, height, across, down, side };
}

const DOUBLE: Readonly<Record<Eighths, Eighths>> = { 1: 2, 2: 4, 4: 8, 8: 8 };
