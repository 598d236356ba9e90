import type { ResamplePlan } from '../resample/plan.ts';
import { type OutputShape, type OutputStrides, outputFor, outputStrides } from './output-layout.ts';
import type { Samples } from './picture.ts';

const f32 = Math.fround;

/** One picture being made; the fields that the loops share. */
interface Work {
  readonly plan: ResamplePlan;
  readonly source: Uint8Array;
  /** Bytes from one source row to the next, and from one source pixel to the next. */
  readonly rowBytes: number;
  readonly stride: number;
  /** The byte at which the window's first pixel begins. */
  readonly origin: number;
  readonly channels: number;
  readonly out: Float32Array;
  readonly strides: OutputStrides;
}

/**
 * Carries out a plan on the CPU, in float32 with every product and sum rounded as TensorFlow's kernels (built without
 * fused multiply-add) round them, so that the result equals TensorFlow's to the bit.
 *
 * @param spare - Used for the result if it has the right size.
 * @returns `[height, width, channels]` or `[channels, height, width]`; what lies outside of the window is 0.
 */
export function resampleOnCpu(
  samples: Samples,
  plan: ResamplePlan,
  shape: OutputShape,
  spare?: ArrayBuffer,
): Float32Array<ArrayBuffer> {
  const out = outputFor(shape, spare).fill(0);
  const { source } = plan.window;
  const work: Work = {
    plan,
    source: samples.data,
    rowBytes: samples.width * samples.stride,
    stride: samples.stride,
    origin: (source.top * samples.width + source.left) * samples.stride,
    channels: shape.channels,
    out,
    strides: outputStrides(shape),
  };
  const makeRow = ROWS[plan.arithmetic](work);
  for (let row = 0; row < plan.window.target.height; row++) makeRow(row);
  return out;
}

/** For each arithmetic, what makes one row of the window; set up once a picture. */
const ROWS: Readonly<Record<ResamplePlan['arithmetic'], (work: Work) => (row: number) => void>> = {
  copy: (work) => (row) => copyRow(work, row),
  lerp: (work) => (row) => lerpRow(work, row),
  'horizontal-first': (work) => {
    const sums = new Float32Array(work.plan.window.target.width * work.channels);
    return (row) => horizontalFirstRow(work, row, sums);
  },
  'vertical-first': (work) => {
    const sums = new Float32Array(work.plan.window.source.width * work.channels);
    return (row) => verticalFirstRow(work, row, sums);
  },
};

/** The index in `out` of the first channel of the window's pixel (row, 0). */
function rowStart({ plan, strides }: Work, row: number): number {
  const { top, left } = plan.window.target;
  return (top + row) * strides.row + left * strides.column;
}

function copyRow(work: Work, row: number): void {
  const { plan, source, origin, rowBytes, stride, channels, out, strides } = work;
  const from = origin + plan.y.starts[row]! * rowBytes;
  let to = rowStart(work, row);
  for (let column = 0; column < plan.window.target.width; column++, to += strides.column) {
    const pixel = from + plan.x.starts[column]! * stride;
    for (let channel = 0; channel < channels; channel++) {
      out[to + channel * strides.channel] = source[pixel + channel]!;
    }
  }
}

function lerpRow(work: Work, row: number): void {
  const { plan, source, origin, rowBytes, stride, channels, out, strides } = work;
  const { width, height } = plan.window.source;
  const { x, y } = plan;
  const start = y.starts[row]!;
  const top = origin + start * rowBytes;
  const bottom = origin + Math.min(start + 1, height - 1) * rowBytes;
  const fractionY = y.weights[2 * row + 1]!;
  let to = rowStart(work, row);
  for (let column = 0; column < plan.window.target.width; column++, to += strides.column) {
    const left = x.starts[column]!;
    const leftByte = left * stride;
    const rightByte = Math.min(left + 1, width - 1) * stride;
    const fractionX = x.weights[2 * column + 1]!;
    for (let channel = 0; channel < channels; channel++) {
      const topLeft = source[top + leftByte + channel]!;
      const bottomLeft = source[bottom + leftByte + channel]!;
      const upper = f32(topLeft + f32((source[top + rightByte + channel]! - topLeft) * fractionX));
      const lower = f32(bottomLeft + f32((source[bottom + rightByte + channel]! - bottomLeft) * fractionX));
      out[to + channel * strides.channel] = upper + f32(f32(lower - upper) * fractionY);
    }
  }
}

/** Each source row is summed along x, then the row sums along y. */
function horizontalFirstRow(work: Work, row: number, sums: Float32Array): void {
  const { plan, source, origin, rowBytes, stride, channels } = work;
  const { x, y } = plan;
  const lastColumn = plan.window.source.width - 1;
  const lastRow = plan.window.source.height - 1;
  const columns = plan.window.target.width;
  sums.fill(0);
  for (let tapY = 0; tapY < y.taps; tapY++) {
    const weightY = y.weights[row * y.taps + tapY]!;
    if (weightY === 0) continue;
    const from = origin + Math.min(y.starts[row]! + tapY, lastRow) * rowBytes;
    for (let column = 0; column < columns; column++) {
      const start = x.starts[column]!;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tapX = 0; tapX < x.taps; tapX++) {
          const sample = source[from + Math.min(start + tapX, lastColumn) * stride + channel]!;
          sum = f32(sum + f32(sample * x.weights[column * x.taps + tapX]!));
        }
        const index = column * channels + channel;
        sums[index]! += f32(sum * weightY);
      }
    }
  }
  const { out, strides } = work;
  let to = rowStart(work, row);
  for (let column = 0; column < columns; column++, to += strides.column) {
    for (let channel = 0; channel < channels; channel++) {
      out[to + channel * strides.channel] = sums[column * channels + channel]! * plan.factor;
    }
  }
}

/** Each source column is summed along y, then the column sums along x. */
function verticalFirstRow(work: Work, row: number, sums: Float32Array): void {
  const { plan, source, origin, rowBytes, stride, channels, out, strides } = work;
  const { x, y } = plan;
  const { width, height } = plan.window.source;
  sums.fill(0);
  for (let tapY = 0; tapY < y.taps; tapY++) {
    const weight = y.weights[row * y.taps + tapY]!;
    if (weight === 0) continue;
    let from = origin + Math.min(y.starts[row]! + tapY, height - 1) * rowBytes;
    for (let column = 0, index = 0; column < width; column++, from += stride) {
      for (let channel = 0; channel < channels; channel++, index++) {
        sums[index]! += f32(source[from + channel]! * weight);
      }
    }
  }
  let to = rowStart(work, row);
  for (let column = 0; column < plan.window.target.width; column++, to += strides.column) {
    const start = x.starts[column]!;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let tapX = 0; tapX < x.taps; tapX++) {
        const index = Math.min(start + tapX, width - 1) * channels + channel;
        sum = f32(sum + f32(sums[index]! * x.weights[column * x.taps + tapX]!));
      }
      out[to + channel * strides.channel] = sum;
    }
  }
}
