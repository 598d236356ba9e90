import type { Samples } from '../engine/picture.ts';
import { toGray, toRgb } from './color.ts';
import { fastMultipliers, inverseFastDct } from './fast-dct.ts';
import type { Component } from './frame.ts';
import { type JpegCoefficients, readJpeg } from './read-jpeg.ts';
import { type Plane, upsampler } from './upsample.ts';

/**
 * Decodes a JPEG file to the samples of `tf.image.decode_image`, to the bit: fast inverse DCT, "fancy" upsampling, no
 * EXIF orientation, no colour management.
 *
 * @param channels - 1 for gray, 3 for RGB.
 * @throws JpegError where TensorFlow refuses the file too
 */
export function decodeJpeg(data: Uint8Array, channels: 1 | 3): Samples {
  return reconstruct(readJpeg(data), channels);
}

/** The parallel half: dequantisation, inverse DCT, upsampling and colour. */
function reconstruct({ frame, color, isInverted }: JpegCoefficients, channels: 1 | 3): Samples {
  const { width, height, mcusWide, hMax } = frame;
  // Of YCbCr only the luminance is gray.
  const components = channels === 1 && color === 'ycbcr' ? frame.components.slice(0, 1) : frame.components;
  const upsamplers = components.map((component) => upsampler(toPlane(component), frame));
  const rows = components.map(() => new Uint8Array(mcusWide * hMax * 8));
  const convert = channels === 1 ? toGray(color, isInverted) : toRgb(color, isInverted);
  const samples = new Uint8ClampedArray(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (const [index, upsample] of upsamplers.entries()) upsample(y, rows[index]!);
    convert(rows, width, samples, y * width * channels);
  }
  return { kind: 'samples', width, height, stride: channels, data: new Uint8Array(samples.buffer) };
}

function toPlane(component: Component): Plane {
  const { blocksWide, blocksHigh, blocksPerRow, coefficients, quantization } = component;
  const samplesPerRow = blocksWide * 8;
  const samples = new Uint8ClampedArray(samplesPerRow * blocksHigh * 8);
  // A component that no scan has filled is medium gray, as in libjpeg.
  if (!quantization) return { component, samples: samples.fill(128), samplesPerRow };
  const multipliers = fastMultipliers(quantization);
  for (let row = 0; row < blocksHigh; row++) {
    for (let column = 0; column < blocksWide; column++) {
      const from = (row * blocksPerRow + column) * 64;
      inverseFastDct(coefficients, from, multipliers, samples, row * 8 * samplesPerRow + column * 8, samplesPerRow);
    }
  }
  return { component, samples, samplesPerRow };
}
