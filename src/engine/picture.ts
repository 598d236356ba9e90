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

/** What a decoder hands to an engine. Engines know these kinds of data, not the formats of files. */
export type Decoded = Samples;

/** A picture on its way into a batch: as decoded, with the plan for the GPU, or already made by a worker. */
export type PreparedPicture = PlannedPicture | ResampledPicture;

export interface PlannedPicture {
  readonly kind: 'planned';
  readonly decoded: Decoded;
  readonly plan: ResamplePlan;
}

export interface ResampledPicture {
  readonly kind: 'resampled';
  /** `[height, width, channels]` or `[channels, height, width]`. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** Bytes of samples that a prepared picture keeps on the host; its tables of taps are small beside them. */
export function bytesOf(picture: PreparedPicture): number {
  return picture.kind === 'planned' ? picture.decoded.data.byteLength : picture.data.byteLength;
}
