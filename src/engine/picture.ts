import type { JpegCoefficients } from '../jpeg/coefficients.ts';
import type { ResamplePlan } from '../resample/plan.ts';

/** A decoded picture as 8-bit samples. */
export interface Samples {
  readonly kind: 'samples';
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bytes per pixel, 1 to 4: at least the channels asked for; what lies beyond them is ignored. */
  readonly stride: number;
  /** Rows top to bottom, channels interleaved, no padding: `[height, width, stride]`. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A JPEG picture whose parallel half of decoding is still to be done. */
export interface Coefficients extends JpegCoefficients {
  readonly kind: 'coefficients';
}

/** What a decoder hands to an engine. Engines know these kinds of data, not the formats of files. */
export type Decoded = Samples | Coefficients;

/**
 * What an engine takes of the workers: finished pictures; or decoded ones with their plans, JPEG as samples like the others, or
 * as coefficients.
 */
export type EngineInput = 'resampled' | 'samples' | 'coefficients';

/** A picture on its way into a batch: as decoded, with the plan for the GPU, or already made by a worker. */
export type PreparedPicture = PlannedPicture | ResampledPicture;

export interface PlannedPicture {
  readonly kind: 'planned';
  readonly decoded: Decoded;
  readonly plan: ResamplePlan;
}

export interface ResampledPicture {
  readonly kind: 'resampled';
  /** `[height, width, channels]` or `[channels, height, width]`; bytes where the values are no others and that was asked for. */
  readonly data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
}

/** Whether an engine can use a picture that was prepared earlier: what takes coefficients takes samples as well. */
export function suits(kind: PreparedPicture['kind'], input: EngineInput): boolean {
  return (kind === 'resampled') === (input === 'resampled');
}

/** The large buffers of a prepared picture, each once; its tables of taps are small beside them. */
export function buffersOf(picture: PreparedPicture): readonly ArrayBuffer[] {
  if (picture.kind === 'resampled') return [picture.data.buffer];
  const { decoded } = picture;
  if (decoded.kind === 'samples') return [decoded.data.buffer];
  // Planes that come from the disk lie in one buffer.
  return [...new Set(decoded.planes.map(({ packed }) => packed.buffer))];
}

/** Bytes that a prepared picture keeps on the host. */
export function bytesOf(picture: PreparedPicture): number {
  return buffersOf(picture).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
