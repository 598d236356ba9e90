import { freshKernels, type Kernels, PIXEL_KIND } from '../kernels/kernels.ts';
import { allOf, type Excerpt, inMemory } from './excerpt.ts';
import type { Frame } from './frame.ts';
import { JPEG_COLORS, type JpegColor, neededFor } from './jpeg-colors.ts';
import { createPlane, type InverseDct, OVERRUN } from './plane.ts';
import { type JpegFile, readJpeg } from './read-jpeg.ts';
import { reducedSize } from './reduction.ts';
import type { Making } from './scan.ts';

/**
 * What is made of a picture: gray (the luminance, where there is one), RGBA, or what is in the file: gray, RGBA, or the four
 * inks of CMYK.
 */
export type PixelKind = 'gray' | 'rgba' | 'native';

/** A decoded JPEG picture, or the rows that were wanted of it, without gaps. */
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

/**
 * Decodes a JPEG file to the samples of `tf.image.decode_image`, or with the accurate inverse DCT to Pillow's, to the bit.
 * An excerpt of fewer than eight eighths has no counterpart there.
 *
 * Only a few rows of samples are held at a time, and no coefficients, unless the file has several scans.
 *
 * @param excerpt - What is wanted; everything without it.
 * @throws JpegError where TensorFlow refuses the file too
 */
export function decodePixels(data: Uint8Array, kind: PixelKind, dct: InverseDct, excerpt?: Excerpt): JpegPixels {
  const kernels = freshKernels();
  let picture: Picture | undefined;
  readJpeg(kernels, data, (file) => {
    picture = begin(kernels, file, kind, dct, excerpt ?? wholeOf(file.frame));
    return picture;
  });
  // A file without a scan is refused.
  return picture!.pixels();
}

/** Bytes beside the planes: a row at full size of each, two for what lies between, and one of pixels. */
export function scratchBytes(planes: number, rowBytes: number): number {
  return (planes + 2 + 4) * rowBytes;
}

function wholeOf({ width, height }: Frame): Excerpt {
  return { eighths: 8, rows: allOf(height), columns: allOf(width) };
}

/** A picture that is being made. */
interface Picture extends Making {
  pixels(): JpegPixels;
}

function begin(kernels: Kernels, file: JpegFile, kind: PixelKind, dct: InverseDct, excerpt: Excerpt): Picture {
  const { frame } = file;
  const wanted = inMemory(kernels, excerpt);
  const { eighths, rows } = wanted;
  const { width, height } = reducedSize(frame, eighths);
  const { color, components } = neededFor(file.color, frame.components, kind === 'gray' ? 1 : 3);
  const planes = components.map((component) => createPlane(kernels, frame, component, dct, wanted));
  const rowBytes = Math.max(...planes.map(({ fullWidth }) => fullWidth)) + OVERRUN;
  const scratch = kernels.allocate(scratchBytes(planes.length, rowBytes));
  const made = kind === 'native' ? nativeKind(color) : kind;
  const stride = made === 'gray' ? 1 : 4;
  const out = kernels.allocate(rows.count * width * stride + OVERRUN);
  // The fields of `Picture` of the kernels' pixels.ts, in order.
  const fields = [
    width,
    planes.length,
    JPEG_COLORS.indexOf(color),
    file.isInverted ? 1 : 0,
    scratch,
    rowBytes,
    PIXEL_KIND[made],
    rows.address,
    rows.count,
    out,
    ...planes.map(({ address }) => address),
  ];
  const record = kernels.copyIn(Int32Array.from(fields));
  let next = 0;
  return {
    planes,
    rowMade(mcuRow) {
      // Interpolation of the last row takes samples of the next row of MCUs.
      const isLast = mcuRow === frame.mcusHigh - 1;
      const end = isLast ? height : (mcuRow + 1) * frame.vMax * eighths - 1;
      next = kernels.run.makePixels(record, next, end);
    },
    pixels: () => {
      const data = kernels.bytes(out, rows.count * width * stride);
      return { width, height: rows.count, color, stride, data };
    },
  };
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
