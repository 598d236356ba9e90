import type { CoefficientPlane } from './coefficients.ts';

/** Samples of a component: rows of `samplesPerRow`, of which the component's own width and height count. */
export interface Plane {
  readonly component: CoefficientPlane;
  readonly samples: Uint8ClampedArray;
  readonly samplesPerRow: number;
}

/** Writes a row of the picture, at full size, from a plane. */
export type UpsampleRow = (row: number, out: Uint8Array) => void;

/**
 * Chooses how a plane comes to full size, as libjpeg-turbo does with "fancy" upsampling: triangle filters for the common
 * factors, repetition for the others (`jdsample.c`).
 */
export function upsampler(plane: Plane): UpsampleRow {
  const { across, down, width } = plane.component;
  if (across === 1 && down === 1) return (row, out) => copyRow(plane, row, out);
  if (across === 2 && down === 1 && width > 2) return (row, out) => triangleAcross(plane, row, out);
  if (across === 1 && down === 2) return (row, out) => triangleDown(plane, row, out);
  if (across === 2 && down === 2 && width > 2) {
    const sums = new Uint16Array(width);
    return (row, out) => triangleBoth(plane, row, sums, out);
  }
  return (row, out) => repeat(plane, Math.floor(row / down), across, out);
}

function copyRow({ component, samples, samplesPerRow }: Plane, row: number, out: Uint8Array): void {
  const from = row * samplesPerRow;
  out.set(samples.subarray(from, from + component.width));
}

function repeat({ component, samples, samplesPerRow }: Plane, row: number, across: number, out: Uint8Array): void {
  const from = row * samplesPerRow;
  for (let x = 0, to = 0; x < component.width; x++, to += across) out.fill(samples[from + x]!, to, to + across);
}

function triangleAcross({ component, samples, samplesPerRow }: Plane, row: number, out: Uint8Array): void {
  const last = component.width - 1;
  const from = row * samplesPerRow;
  out[0] = samples[from]!;
  out[1] = (3 * samples[from]! + samples[from + 1]! + 2) >> 2;
  for (let x = 1; x < last; x++) {
    const near = 3 * samples[from + x]!;
    out[2 * x] = (near + samples[from + x - 1]! + 1) >> 2;
    out[2 * x + 1] = (near + samples[from + x + 1]! + 2) >> 2;
  }
  out[2 * last] = (3 * samples[from + last]! + samples[from + last - 1]! + 1) >> 2;
  out[2 * last + 1] = samples[from + last]!;
}

/** The row that an output row lies in, and its neighbour on the nearer side; at the edges the row itself. */
function nearAndFar({ component, samplesPerRow }: Plane, row: number): readonly [near: number, far: number] {
  const near = row >> 1;
  const far = (row & 1) === 0 ? Math.max(near - 1, 0) : Math.min(near + 1, component.height - 1);
  return [near * samplesPerRow, far * samplesPerRow];
}

function triangleDown(plane: Plane, row: number, out: Uint8Array): void {
  const { component, samples } = plane;
  const [near, far] = nearAndFar(plane, row);
  const bias = (row & 1) === 0 ? 1 : 2;
  for (let x = 0; x < component.width; x++) out[x] = (3 * samples[near + x]! + samples[far + x]! + bias) >> 2;
}

function triangleBoth(plane: Plane, row: number, sums: Uint16Array, out: Uint8Array): void {
  const { component, samples } = plane;
  const last = component.width - 1;
  const [near, far] = nearAndFar(plane, row);
  for (let x = 0; x <= last; x++) sums[x] = 3 * samples[near + x]! + samples[far + x]!;
  out[0] = (4 * sums[0]! + 8) >> 4;
  out[1] = (3 * sums[0]! + sums[1]! + 7) >> 4;
  for (let x = 1; x < last; x++) {
    const sum = 3 * sums[x]!;
    out[2 * x] = (sum + sums[x - 1]! + 8) >> 4;
    out[2 * x + 1] = (sum + sums[x + 1]! + 7) >> 4;
  }
  out[2 * last] = (3 * sums[last]! + sums[last - 1]! + 8) >> 4;
  out[2 * last + 1] = (4 * sums[last]! + 7) >> 4;
}
