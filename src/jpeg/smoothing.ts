import type { Kernels } from '../kernels/kernels.ts';
import type { DecodedComponent, DecodedFrame } from './decoded-frame.ts';
import { type Component, coefficientBytes, type Frame } from './frame.ts';
import { NATURAL_ORDER } from './zigzag.ts';

/** How many coefficients, in the order of the file, are estimated. */
export const SMOOTHED = 10;

/** Weights of the DC coefficients of 5 × 5 blocks: `[25]`, row by row. */
type Kernel = readonly number[];

/** Estimates that also alter the DC coefficient, by the coefficient's place in the file: where no AC is known at all. */
const WITH_DC: Readonly<Record<number, Kernel>> = symmetric({
  0: [-2, -6, -8, -6, -2, -6, 6, 42, 6, -6, -8, 42, 152, 42, -8, -6, 6, 42, 6, -6, -2, -6, -8, -6, -2],
  1: [-1, -1, 0, 1, 1, -3, 13, 0, -13, 3, -3, 38, 0, -38, 3, -3, 13, 0, -13, 3, -1, -1, 0, 1, 1],
  3: [0, 0, 1, 0, 0, 0, 2, 7, 2, 0, 0, -5, -14, -5, 0, 0, 2, 7, 2, 0, 0, 0, 1, 0, 0],
  4: [-1, 0, 0, 0, 1, 0, 9, 0, -9, 0, 0, 0, 0, 0, 0, 0, -9, 0, 9, 0, 1, 0, 0, 0, -1],
  6: [0, 0, 0, 0, 0, 0, 1, 0, -1, 0, 0, 2, 0, -2, 0, 0, 1, 0, -1, 0, 0, 0, 0, 0, 0],
  7: [0, 0, 0, 0, 0, 0, 1, -3, 1, 0, 0, 0, 0, 0, 0, 0, -1, 3, -1, 0, 0, 0, 0, 0, 0],
});

/** Estimates that leave the DC coefficient as it is. */
const BESIDES_DC: Readonly<Record<number, Kernel>> = symmetric({
  1: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -7, 50, 0, -50, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  3: [0, 0, -1, 0, 0, 0, 0, 13, 0, 0, 0, 0, -24, 0, 0, 0, 0, 13, 0, 0, 0, 0, -1, 0, 0],
  4: [0, -1, 0, 1, 0, -1, 10, 0, -10, 1, 0, 0, 0, 0, 0, 1, -10, 0, 10, -1, 0, 1, 0, -1, 0],
});

/** Adds what is the same with rows and columns exchanged: 2 of 1, 5 of 3, 9 of 6, 8 of 7. */
function symmetric(kernels: Readonly<Record<number, Kernel>>): Readonly<Record<number, Kernel>> {
  const twins = [
    [1, 2],
    [3, 5],
    [6, 9],
    [7, 8],
  ] as const;
  const transposed = (kernel: Kernel): Kernel => kernel.map((_, at) => kernel[(at % 5) * 5 + Math.floor(at / 5)]!);
  const all = { ...kernels };
  for (const [of, twin] of twins) if (kernels[of]) all[twin] = transposed(kernels[of]);
  return all;
}

/**
 * Estimates low coefficients that a progressive file does not give to the last bit from the DC coefficients around, as
 * libjpeg-turbo 2.1.4 does ("block smoothing", `decompress_smooth_data`), TensorFlow's version: later ones differ.
 *
 * It concerns files that lack their last scans, and changes nothing in others.
 */
export function smoothBlocks(kernels: Kernels, frame: DecodedFrame): void {
  if (!isSmoothed(frame)) return;
  for (const component of frame.components) {
    smoothComponent(frame, component, kernels.int16(component.coefficients, coefficientBytes(frame, component) / 2));
  }
}

function isSmoothed({ isProgressive, components }: DecodedFrame): boolean {
  const isUntouched = ({ lowestBits, quantization }: DecodedComponent): boolean =>
    lowestBits[0]! < 0 ||
    !quantization ||
    NATURAL_ORDER.subarray(0, SMOOTHED).some((index) => quantization[index] === 0);
  if (!isProgressive || components.some(isUntouched)) return false;
  return components.some(({ lowestBits }) => lowestBits.subarray(1, SMOOTHED).some((bit) => bit !== 0));
}

function smoothComponent(frame: DecodedFrame, component: DecodedComponent, coefficients: Int16Array): void {
  const { blocksWide, blocksHigh, blocksPerRow } = component;
  // Estimates start from what the file says, not from other estimates.
  const dc = Int16Array.from({ length: coefficients.length / 64 }, (_, block) => coefficients[block * 64]!);
  const window = new Int16Array(25);
  for (let row = 0; row < blocksHigh; row++) {
    const bits = knownBits(frame, component, row);
    const kernels = kernelsFor(bits);
    const starts = neighbourRows(frame, component, row).map((neighbour) => neighbour * blocksPerRow);
    for (const [line, start] of starts.entries()) window.fill(dc[start]!, line * 5, line * 5 + 5);
    for (let column = 0; column < blocksWide; column++) {
      for (const [line, start] of starts.entries()) {
        // A picture of two blocks never sees its second one from the first: so does libjpeg.
        if (column === 0 && blocksWide > 1) window[line * 5 + 3] = dc[start + 1]!;
        if (column + 2 < blocksWide) window[line * 5 + 4] = dc[start + column + 2]!;
      }
      for (const [k, kernel] of kernels) {
        estimate(component.quantization!, bits, coefficients, (row * blocksPerRow + column) * 64, k, kernel, window);
      }
      for (let line = 0; line < 25; line += 5) window.copyWithin(line, line + 1, line + 5);
    }
  }
}

/** The lowest bits known in a row of blocks: where the last scan ends early, those of before it. */
function knownBits(
  { scans, reachedRow }: DecodedFrame,
  { v, lowestBits, earlierBits }: DecodedComponent,
  row: number,
): Int8Array {
  if (Math.floor(row / v) <= reachedRow) return lowestBits;
  return scans > 1 ? earlierBits : NOTHING;
}

const NOTHING = new Int8Array(64).fill(-1);

function kernelsFor(bits: Int8Array): readonly (readonly [k: number, kernel: Kernel])[] {
  const isDcAlone = bits.subarray(1, SMOOTHED).every((bit) => bit === -1);
  return Object.entries(isDcAlone ? WITH_DC : BESIDES_DC).map(([k, kernel]) => [Number(k), kernel]);
}

/** The two rows above, the row itself, and the two below; at the edges of the picture the nearest there is. */
function neighbourRows({ mcusHigh }: Frame, { v, blocksHigh }: Component, row: number): readonly number[] {
  const mcu = Math.floor(row / v);
  const within = row - mcu * v;
  const isLast = mcu === mcusHigh - 1;
  const rowsOfMcu = isLast ? blocksHigh % v || v : v;
  const above = within > 0 || mcu > 0 ? row - 1 : row;
  const twoAbove = within > 1 || mcu > 1 ? row - 2 : above;
  const below = within < rowsOfMcu - 1 || !isLast ? row + 1 : row;
  const twoBelow = within < rowsOfMcu - 2 || mcu + 1 < mcusHigh - 1 ? row + 2 : below;
  return [twoAbove, above, row, below, twoBelow];
}

function estimate(
  quantization: Uint16Array,
  bits: Int8Array,
  coefficients: Int16Array,
  block: number,
  k: number,
  kernel: Kernel,
  window: Int16Array,
): void {
  const place = NATURAL_ORDER[k]!;
  const bit = bits[k]!;
  // What is known, and what is not zero, stays.
  if (k > 0 && (bit === 0 || coefficients[block + place] !== 0)) return;
  const sum = quantization[0]! * kernel.reduce((total, weight, index) => total + weight * window[index]!, 0);
  const step = quantization[place]!;
  const size = Math.floor((step * 128 + Math.abs(sum)) / (step * 256));
  // The bits that are known are zero.
  const value = k > 0 && bit > 0 ? Math.min(size, 2 ** bit - 1) : size;
  coefficients[block + place] = sum >= 0 ? value : -value;
}
