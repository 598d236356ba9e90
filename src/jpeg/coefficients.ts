import { freshKernels, type Kernels } from '../kernels/kernels.ts';
import type { DecodedComponent } from './decoded-frame.ts';
import { fastMultipliers } from './fast-multipliers.ts';
import { blocksOf, geometryOf, type PlaneGeometry } from './frame.ts';
import { type JpegColor, neededFor } from './jpeg-colors.ts';
import { readJpeg } from './read-jpeg.ts';

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
  const { color, components } = neededFor(file.color, file.frame.components, channels);
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
  { coefficients, blocksWide, blocksHigh, blocksPerRow }: DecodedComponent,
  room: number,
): Uint32Array<ArrayBuffer> {
  const words = kernels.run.packPlane(coefficients, blocksWide, blocksHigh, blocksPerRow, room);
  return new Uint32Array(kernels.bytes(room, words * 4).slice().buffer);
}
