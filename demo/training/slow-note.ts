import type { Backend } from '../engine/backend.ts';
import type { LoaderOptions } from '../options/loader-options.ts';

/** Pixels in a batch, up to which the processor answers within a moment; measured on two cores of an Intel Xeon. */
const QUICK_PIXELS = 16 * 64 * 64;

/** Warns of batches for which the page would stand still; `null` where there is nothing to warn of. */
export function slowNote(backend: Backend['name'], { imageSize, batchSize }: LoaderOptions): string | null {
  if (backend !== 'cpu' || batchSize * imageSize ** 2 <= QUICK_PIXELS) return null;
  return 'tfjs computes on the processor here, on which the page waits for each batch: a smaller image size or batch size keeps it quick.';
}
