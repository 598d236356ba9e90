import type { PixelData } from '../../pixel-mode.ts';
import type { AxisWeights } from './axis-weights.ts';

/**
 * Where an axis lies in the data: `[outer, length, inner]`.
 *
 * For the columns of a picture that is `[height, width, channels]`, for its rows `[1, height, width * channels]`.
 */
export interface Axis {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** Bits behind the point of a weight for bytes (`PRECISION_BITS`). */
const PRECISION = 22;

/**
 * Resamples bytes along one axis (Pillow's `_8bpc` functions): integers with weights of 22 bits, rounded and clipped.
 *
 * @returns `[outer, places, inner]`.
 */
export function resampleBytes(source: Uint8Array, axis: Axis, axisWeights: AxisWeights): Uint8Array<ArrayBuffer> {
  const { outer, length, inner } = axis;
  const { starts, counts, stride } = axisWeights;
  const weights = toFixedPoint(axisWeights.weights);
  const target = new Uint8Array(outer * starts.length * inner);
  // It clips what is written to it.
  const clipped = new Uint8ClampedArray(target.buffer);
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (let place = 0; place < starts.length; place++) {
      const first = place * stride;
      const end = first + counts[place]!;
      const begin = (block * length + starts[place]!) * inner;
      for (let offset = 0; offset < inner; offset++) {
        let sum = 1 << (PRECISION - 1);
        for (let tap = first, from = begin + offset; tap < end; tap++, from += inner) {
          sum = (sum + Math.imul(source[from]!, weights[tap]!)) | 0;
        }
        clipped[to++] = sum >> PRECISION;
      }
    }
  }
  return target;
}

/** Pillow's `normalize_coeffs_8bpc`. */
function toFixedPoint(weights: Float64Array): Int32Array {
  return Int32Array.from(weights, (weight) => Math.trunc(weight * 2 ** PRECISION + (weight < 0 ? -0.5 : 0.5)));
}

/**
 * Resamples numbers of 16 or 32 bits along one axis (Pillow's `_16bpc` and `_32bpc` functions): sums in float64, rounded
 * half away from zero.
 *
 * @returns `[outer, places, inner]`.
 */
export function resampleWide<T extends Exclude<PixelData, Uint8Array>>(
  source: T,
  axis: Axis,
  { starts, counts, stride, weights }: AxisWeights,
  target: T,
): T {
  const { outer, length, inner } = axis;
  const toInteger = target instanceof Uint16Array ? clip16 : cutOff32;
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (let place = 0; place < starts.length; place++) {
      const first = place * stride;
      const end = first + counts[place]!;
      const begin = (block * length + starts[place]!) * inner;
      for (let offset = 0; offset < inner; offset++) {
        let sum = 0;
        for (let tap = first, from = begin + offset; tap < end; tap++, from += inner) {
          sum += source[from]! * weights[tap]!;
        }
        target[to++] = toInteger(Math.trunc(sum + (sum < 0 ? -0.5 : 0.5)));
      }
    }
  }
  return target;
}

function clip16(value: number): number {
  return Math.max(0, Math.min(value, 65535));
}

/** What x86-64 makes of a number beyond 32 bits is the least one. */
function cutOff32(value: number): number {
  return value < -(2 ** 31) || value >= 2 ** 31 ? -(2 ** 31) : value;
}
