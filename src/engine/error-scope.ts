import { ImageDatasetError } from '../errors.ts';
import { deviceLost } from './device-loss.ts';

/**
 * Runs GPU calls so that their errors can be awaited: WebGPU reports them aside, and a batch that failed would otherwise
 * look like one of zeros. The calls have to be made synchronously, for scopes of a device are a stack.
 *
 * @returns what `run` returned, and a promise that rejects with a `gpu` error where a call was refused, or `device-lost`.
 */
export function inErrorScope<T>(
  device: GPUDevice,
  run: () => T,
): { readonly result: T; readonly check: Promise<void> } {
  const filters = ['validation', 'out-of-memory', 'internal'] as const;
  for (const filter of filters) device.pushErrorScope(filter);
  try {
    const result = run();
    return { result, check: throwFirst(filters.map(() => device.popErrorScope())) };
  } catch (error) {
    for (const popped of filters.map(() => device.popErrorScope())) popped.catch(() => {});
    throw error;
  }
}

async function throwFirst(scopes: readonly Promise<GPUError | null>[]): Promise<void> {
  const errors = await Promise.all(scopes).catch((cause) => {
    throw deviceLost(String(cause), cause);
  });
  const error = errors.find((found) => found !== null);
  if (error) {
    throw new ImageDatasetError(
      'gpu',
      `The GPU refused a batch: ${error.message} Use a smaller batchSize or imageSize, or engine 'cpu'.`,
      { cause: error },
    );
  }
}
