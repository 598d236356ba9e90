import { freshKernels, type Kernels, PIXEL_KIND } from '../kernels/kernels.ts';
import { geometryOf, neededFor, type PlaneGeometry } from './coefficients.ts';
import { fastMultipliers } from './fast-multipliers.ts';
import type { Component } from './frame.ts';
import { JPEG_COLORS, type JpegColor } from './jpeg-colors.ts';
import { readJpeg } from './read-jpeg.ts';

/** The inverse DCT: the fast one is TensorFlow's, the accurate one Pillow's. */
export type InverseDct = 'fast' | 'accurate';

/**
 * What is made of a picture: gray (the luminance, where there is one), RGBA, or what is in the file: gray, RGBA, or the four
 * inks of CMYK.
 */
export type PixelKind = 'gray' | 'rgba' | 'native';

/** A decoded JPEG picture. */
export interface JpegPixels {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly color: JpegColor;
  /** Bytes per pixel: 1 for gray, 4 for RGBA with an alpha of 255, and for inks. */
  readonly stride: 1 | 4;
  /** `[height, width, stride]`, in memory that the next picture takes. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Samples that the kernels may read or write behind the end of a row. */
const OVERRUN = 64;

/**
 * Decodes a JPEG file to the samples of `tf.image.decode_image`, or with the accurate inverse DCT to Pillow's, to the bit.
 *
 * @throws JpegError where TensorFlow refuses the file too
 */
export function decodePixels(data: Uint8Array, kind: PixelKind, dct: InverseDct): JpegPixels {
  const kernels = freshKernels();
  const file = readJpeg(kernels, data);
  const { width, height } = file.frame;
  const { color, components } = neededFor(file, kind === 'gray' ? 1 : 3);
  const planes = components.map((component) => {
    const geometry = geometryOf(file.frame, component);
    return { geometry, samples: makePlane(kernels, component, dct) };
  });
  const rowBytes = Math.max(...planes.map(({ geometry }) => geometry.width * geometry.across)) + OVERRUN;
  const rows = kernels.allocate((planes.length + 2 + 4) * rowBytes);
  const made = kind === 'native' ? nativeKind(color) : kind;
  const stride = made === 'gray' ? 1 : 4;
  const size = width * height * stride;
  const pixels = kernels.allocate(size + OVERRUN);
  const fields = [width, planes.length, JPEG_COLORS.indexOf(color), file.isInverted ? 1 : 0, rows, rowBytes, pixels];
  const record = kernels.copyIn(Int32Array.from([...fields, ...planes.flatMap(planeFields)]));
  kernels.run.makePixels(record, PIXEL_KIND[made], 0, height);
  return { width, height, color, stride, data: kernels.bytes(pixels, size) };
}

function nativeKind(color: JpegColor): keyof typeof PIXEL_KIND {
  switch (color) {
    case 'gray':
      return 'gray';
    case 'cmyk':
    case 'ycck':
      return 'inks';
    default:
      return 'rgba';
  }
}

function makePlane(kernels: Kernels, component: Component, dct: InverseDct): number {
  const { quantization, coefficients, blocksWide, blocksHigh, blocksPerRow } = component;
  const table = quantization && (dct === 'fast' ? fastMultipliers(quantization) : quantization);
  const multipliers = kernels.copyIn(table ?? new Int16Array(64));
  const samples = kernels.allocate(blocksWide * blocksHigh * 64 + OVERRUN);
  const isAccurate = dct === 'accurate' ? 1 : 0;
  kernels.run.makePlane(coefficients, multipliers, blocksWide, blocksHigh, blocksPerRow, samples, isAccurate);
  return samples;
}

/** The fields of `Plane` of the kernels' picture.ts, in order. */
function planeFields({ geometry, samples }: { readonly geometry: PlaneGeometry; readonly samples: number }): number[] {
  const { blocksWide, width, height, across, down } = geometry;
  return [samples, blocksWide * 8, width, height, across, down];
}
