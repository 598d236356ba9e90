import { fastMultipliers } from './fast-dct.ts';
import { JpegError } from './jpeg-error.ts';
import { readJpeg } from './read-jpeg.ts';

/** What the samples of the components mean. */
export type JpegColor = 'gray' | 'ycbcr' | 'rgb' | 'cmyk' | 'ycck';

/** A component after the serial half of decoding, with what the parallel half needs to make a plane of it. */
export interface CoefficientPlane {
  /** Samples, without padding. */
  readonly width: number;
  readonly height: number;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks in a row of `coefficients`, padding included. */
  readonly blocksPerRow: number;
  /** How many times a sample is repeated or interpolated to come to the picture's size. */
  readonly across: number;
  readonly down: number;
  /** Quantised, in natural order: `[blocks, 64]`. */
  readonly coefficients: Int16Array<ArrayBuffer>;
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

/**
 * Does the serial half of decoding a JPEG file: everything up to its quantised coefficients.
 *
 * @param channels - 1 leaves out the planes that gray does not need.
 * @throws JpegError where TensorFlow refuses the file too
 */
export function decodeCoefficients(data: Uint8Array, channels: 1 | 3): JpegCoefficients {
  const { frame, color, isInverted } = readJpeg(data);
  const isLuminanceAlone = channels === 1 && color === 'ycbcr';
  const components = isLuminanceAlone ? frame.components.slice(0, 1) : frame.components;
  const planes = components.map(({ quantization, h, v, ...component }): CoefficientPlane => {
    const [across, down] = [frame.hMax / h, frame.vMax / v];
    if (!Number.isInteger(across) || !Number.isInteger(down)) {
      throw new JpegError('it has fractional sampling factors', true);
    }
    const multipliers = quantization ? fastMultipliers(quantization) : new Int16Array(64);
    const { width, height, blocksWide, blocksHigh, blocksPerRow, coefficients } = component;
    return { width, height, blocksWide, blocksHigh, blocksPerRow, across, down, coefficients, multipliers };
  });
  const { width, height } = frame;
  return { width, height, color: isLuminanceAlone ? 'gray' : color, isInverted, planes };
}
