import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expect } from 'vitest';
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
