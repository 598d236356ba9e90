import { ARITHMETIC, currentKernels, freshKernels, type Kernels } from '../kernels/kernels.ts';
import type { AxisTaps } from '../resample/axis-taps.ts';
import type { ResamplePlan } from '../resample/plan.ts';
import { elementsPerPicture, type OutputShape, outputFor, outputStrides } from './output-layout.ts';
import type { Samples } from './picture.ts';

const FLOAT_BYTES = 4;

/** Four float32: the kernels work on whole pixels. */
const PIXEL_BYTES = 16;

/**
 * Carries out a plan on the CPU with SIMD, to the same bits as cpu-resample.ts, which is for pages that forbid WebAssembly.
 *
 * @param samples - Used where they lie, if that is in the kernels' memory.
 * @param spare - Used for the result if it has the right size.
 * @returns `[height, width, channels]` or `[channels, height, width]`; what lies outside of the window is 0.
 */
export function resampleWithSimd(
  samples: Samples,
  { window: { source, target }, x, y, arithmetic, factor }: ResamplePlan,
  shape: OutputShape,
  spare?: ArrayBuffer,
): Float32Array<ArrayBuffer> {
  const { kernels, address } = inKernels(samples.data);
  const strides = outputStrides(shape);
  const outBytes = elementsPerPicture(shape) * FLOAT_BYTES;
  const isCovered = target.width === shape.target.width && target.height === shape.target.height;
  const out = isCovered ? kernels.allocate(outBytes) : kernels.allocateZeros(outBytes);
  const columns = Math.max(source.width, target.width);
  const fields = [
    ARITHMETIC[arithmetic],
    address + (source.top * samples.width + source.left) * samples.stride,
    samples.width * samples.stride,
    samples.stride,
    shape.channels,
    out + (target.top * strides.row + target.left * strides.column) * FLOAT_BYTES,
    strides.row * FLOAT_BYTES,
    strides.column * FLOAT_BYTES,
    strides.channel * FLOAT_BYTES,
    kernels.allocate(columns * PIXEL_BYTES),
    kernels.allocate(columns * PIXEL_BYTES),
    new Int32Array(Float32Array.of(factor).buffer)[0]!,
    ...axisFields(kernels, x, source.width),
    ...axisFields(kernels, y, source.height),
  ];
  kernels.run.resample(kernels.copyIn(Int32Array.from(fields)));
  const made = outputFor(shape, spare);
  new Uint8Array(made.buffer).set(kernels.bytes(out, outBytes));
  return made;
}

/** The samples' address in the kernels' memory. */
function inKernels(data: Uint8Array<ArrayBuffer>): { readonly kernels: Kernels; readonly address: number } {
  const current = currentKernels();
  if (data.buffer === current.run.memory.buffer) return { kernels: current, address: data.byteOffset };
  const kernels = freshKernels();
  return { kernels, address: kernels.copyIn(data) };
}

/** The fields of `Axis` of the kernels' resample.ts, in order. */
function axisFields(kernels: Kernels, { taps, starts, weights }: AxisTaps, size: number): number[] {
  return [taps, kernels.copyIn(starts), kernels.copyIn(weights), size - 1, starts.length];
}
