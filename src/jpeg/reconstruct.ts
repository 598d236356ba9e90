import type { CoefficientPlane, JpegCoefficients } from './coefficients.ts';
import { toGray, toRgb } from './color.ts';
import { inverseFastDct } from './fast-dct.ts';
import { type Plane, upsampler } from './upsample.ts';

/**
 * Does the parallel half of decoding a JPEG file on the CPU: dequantisation, inverse DCT, upsampling and colour, to the
 * samples of `tf.image.decode_image`, to the bit. shaders/jpeg-planes.wgsl and shaders/jpeg-pixels.wgsl mirror it.
 *
 * @returns `[height, width, channels]`
 */
export function reconstruct(jpeg: JpegCoefficients, channels: 1 | 3): Uint8Array<ArrayBuffer> {
  const { width, height, color, isInverted, planes } = jpeg;
  const upsamplers = planes.map((plane) => upsampler(toPlane(plane)));
  const rows = planes.map((plane) => new Uint8Array(plane.width * plane.across));
  const convert = channels === 1 ? toGray(color, isInverted) : toRgb(color, isInverted);
  const samples = new Uint8ClampedArray(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (const [index, upsample] of upsamplers.entries()) upsample(y, rows[index]!);
    convert(rows, width, samples, y * width * channels);
  }
  return new Uint8Array(samples.buffer);
}

function toPlane(component: CoefficientPlane): Plane {
  const { blocksWide, blocksHigh, blocksPerRow, coefficients, multipliers } = component;
  const samplesPerRow = blocksWide * 8;
  const samples = new Uint8ClampedArray(samplesPerRow * blocksHigh * 8);
  for (let row = 0; row < blocksHigh; row++) {
    for (let column = 0; column < blocksWide; column++) {
      const from = (row * blocksPerRow + column) * 64;
      inverseFastDct(coefficients, from, multipliers, samples, row * 8 * samplesPerRow + column * 8, samplesPerRow);
    }
  }
  return { component, samples, samplesPerRow };
}
