import type { Kernels } from '../kernels/kernels.ts';
import { BLOCK_BYTES, type Component, coefficientBytes, type Frame } from './frame.ts';

/** A component, as far as its scans have been decoded. */
export interface DecodedComponent extends Component {
  /** Address of the quantised coefficients, in natural order: `[rows, blocksPerRow, 64]` int16; 0 where they are not held. */
  coefficients: number;
  /** In a progressive file: the lowest bit known of each coefficient, in the order of the file; -1 for none. */
  readonly lowestBits: Int8Array;
  /** The same as it was before the last scan of each coefficient, so far as libjpeg keeps it (`coef_bits` of two scans). */
  readonly earlierBits: Int8Array;
  /** The quantisation table, in natural order; set when the component's first scan begins, as libjpeg does. */
  quantization: Uint16Array<ArrayBuffer> | undefined;
}

/** A frame, as far as its scans have been decoded. */
export interface DecodedFrame extends Frame {
  readonly components: readonly DecodedComponent[];
  /** Scans that were begun. */
  scans: number;
  /** The row of MCUs up to which the data of the last scan reaches. */
  reachedRow: number;
}

/** A frame before its first scan; there is no room for its coefficients yet. */
export function beforeScans(frame: Frame): DecodedFrame {
  const components = frame.components.map((component) => ({
    coefficients: 0,
    lowestBits: new Int8Array(64).fill(-1),
    earlierBits: new Int8Array(64).fill(-1),
    quantization: undefined,
    ...component,
  }));
  return { scans: 0, reachedRow: 0, ...frame, components };
}

/** Makes room for the coefficients of a frame, and clears it. */
export function holdCoefficients(kernels: Kernels, frame: DecodedFrame): void {
  for (const component of frame.components) {
    component.coefficients = kernels.allocateZeros(coefficientBytes(frame, component));
  }
}

/** Address of the coefficients of a row of blocks; they have to be held. */
export function blockRowAddress({ coefficients, blocksPerRow }: DecodedComponent, row: number): number {
  return coefficients + row * blocksPerRow * BLOCK_BYTES;
}
