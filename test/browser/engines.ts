import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expect, vi } from 'vitest';
import { hasWebGpu } from './abilities.ts';

/** The engines that this browser has to run. */
export const engines: readonly ('cpu' | 'webgpu')[] = hasWebGpu ? ['cpu', 'webgpu'] : ['cpu'];

/** Each engine with each way of decoding: orders and what is left behind depend on neither. */
export const ways: readonly (readonly ['cpu' | 'webgpu', 'exact' | 'browser'])[] = engines.flatMap((engine) => [
  [engine, 'exact'] as const,
  [engine, 'browser'] as const,
]);

/** Has tfjs use the backend that both engines work with: fails where it should be there and is not. */
export async function useBackend(): Promise<void> {
  expect(await tf.setBackend(hasWebGpu ? 'webgpu' : 'cpu')).toBe(true);
}

/**
 * Runs something while the GPU passes for hardware: one in software, as here, is handed samples of JPEG files, not the
 * coefficients that every real one takes. Fails if it was not handed any.
 */
export async function withCoefficients(run: () => Promise<void>): Promise<void> {
  const isFallback = vi.spyOn(GPUAdapterInfo.prototype, 'isFallbackAdapter', 'get').mockReturnValue(false);
  const createBuffer = vi.spyOn(GPUDevice.prototype, 'createBuffer');
  try {
    await run();
    // Only what is made of coefficients lies there.
    const scratch = expect.objectContaining({ label: expect.stringContaining('scratch') });
    expect(createBuffer).toHaveBeenCalledWith(scratch);
  } finally {
    isFallback.mockRestore();
    createBuffer.mockRestore();
  }
}
