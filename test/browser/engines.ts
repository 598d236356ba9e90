import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expect, type TestAPI, test } from 'vitest';
import { server } from 'vitest/browser';

/** Chromium is started with a GPU in software: there everything has to run. Other browsers run what they can. */
const runsAll = server.browser === 'chromium';
const hasWebGpu = runsAll || (await navigator.gpu?.requestAdapter()) instanceof Object;
const hasWebGl = runsAll || new OffscreenCanvas(1, 1).getContext('webgl2') !== null;

type SomeTests = ReturnType<TestAPI['runIf']>;

/** The engines that this browser has to run. */
export const engines: readonly ('cpu' | 'webgpu')[] = hasWebGpu ? ['cpu', 'webgpu'] : ['cpu'];

/** Each engine with each way of decoding: orders and what is left behind depend on neither. */
export const ways: readonly (readonly ['cpu' | 'webgpu', 'exact' | 'browser'])[] = engines.flatMap((engine) => [
  [engine, 'exact'] as const,
  [engine, 'browser'] as const,
]);

/** Tests of what only WebGPU or WebGL has; `npm run test:firefox` names those that it leaves out. */
export const gpuTest: SomeTests = test.runIf(hasWebGpu);
export const webglTest: SomeTests = test.runIf(hasWebGl);

/** Has tfjs use the backend that both engines work with: fails where it should be there and is not. */
export async function useBackend(): Promise<void> {
  expect(await tf.setBackend(hasWebGpu ? 'webgpu' : 'cpu')).toBe(true);
}
