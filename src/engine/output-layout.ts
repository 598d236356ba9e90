import type { Channels } from '../pixel-mode.ts';
import type { Size } from '../resample/window.ts';

/** Where the channels lie: Keras' `channels_last` or `channels_first`. */
export type DataFormat = 'channelsLast' | 'channelsFirst';

/** The form of one finished picture. */
export interface OutputShape {
  readonly target: Size;
  readonly channels: Channels;
  readonly dataFormat: DataFormat;
}

/** Distances, in elements, between neighbours in one finished picture. */
export interface OutputStrides {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** The number of float32 elements in one finished picture. */
export function elementsPerPicture({ target, channels }: OutputShape): number {
  return target.height * target.width * channels;
}

/** Takes a spare buffer for a finished picture, if it has the right size, whatever it holds; else a new one. */
export function outputFor(shape: OutputShape, spare: ArrayBuffer | undefined): Float32Array<ArrayBuffer> {
  const elements = elementsPerPicture(shape);
  return spare?.byteLength === elements * Float32Array.BYTES_PER_ELEMENT
    ? new Float32Array(spare)
    : new Float32Array(elements);
}

/** The distances that a data format means. */
export function outputStrides({ target, channels, dataFormat }: OutputShape): OutputStrides {
  return dataFormat === 'channelsLast'
    ? { row: target.width * channels, column: channels, channel: 1 }
    : { row: target.width, column: 1, channel: target.width * target.height };
}
