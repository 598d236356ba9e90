import type { Backend } from '../engine/backend.ts';
import type { LoaderOptions } from '../options/loader-options.ts';

/** Pixels in a batch, up to which the processor answers within a moment; measured on two cores of an Intel Xeon. */
const QUICK_PIXELS = 16 * 64 * 64;

/**
 * Warns of batches for which the page would stand still; `null` where there is nothing to warn of.
 *
 * WebGPU in software computes in a process of its own. Two cores, Chromium 156, 32 pictures of 96 × 96 pixels a batch: it took 48 s
 * where the processor took 27, and its longest task on the page 0.06 s instead of 1.7.
 */
export function slowNote({ name, gpu }: Backend, { imageSize, batchSize }: LoaderOptions): string | null {
  if (name !== 'cpu' || batchSize * imageSize ** 2 <= QUICK_PIXELS) return null;
  const waits = 'tfjs computes on the processor here, and the page waits for each batch';
  const software = gpu === 'software' ? ', and so does the engine webgpu, in software and about half as fast' : '';
  return `${waits}: a smaller image size or batch size keeps it quick${software}.`;
}
