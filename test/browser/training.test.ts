import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { expect, test } from 'vitest';
import { gpuTest, webglTest } from './abilities.ts';
import { type TrainingResult, train } from './train.ts';
import TrainingWorker from './training.worker.ts?worker';

function expectTrained({ epochs, losses, evaluated, tensorsLeft }: TrainingResult): void {
  expect(epochs).toBe(2);
  expect(losses).toHaveLength(4);
  // Chance is ln 2; a NaN or an untrained explosion is neither below 3 nor above 0.
  for (const loss of [...losses, evaluated]) {
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThan(3);
  }
  expect(tensorsLeft).toBe(0);
}

async function trainHere(backend: string): Promise<void> {
  expect(await tf.setBackend(backend)).toBe(true);
  const result = await train(true);
  expect(result).toMatchObject({ backend, engine: 'cpu' });
  expectTrained(result);
}

gpuTest.each(['webgpu'])('fitDataset and evaluateDataset work on backend %s', trainHere);
webglTest.each(['webgl'])('fitDataset and evaluateDataset work on backend %s', trainHere);
test.each(['cpu'])('fitDataset and evaluateDataset work on backend %s', trainHere);

// tfjs' WebAssembly backend has no gradients of convolutions.
test('fitDataset and evaluateDataset work on backend wasm, without convolutions', async () => {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasm,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
  });
  expect(await tf.setBackend('wasm')).toBe(true);
  const result = await train(false);
  expect(result).toMatchObject({ backend: 'wasm', engine: 'cpu' });
  expectTrained(result);
});

async function trainInWorker(backend: string): Promise<void> {
  const worker = new TrainingWorker();
  try {
    const result = await new Promise<TrainingResult>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.postMessage(backend);
    });
    expect(result).toMatchObject({ backend, engine: 'cpu' });
    expectTrained(result);
  } finally {
    worker.terminate();
  }
}

gpuTest.each(['webgpu'])('all of it works inside of a dedicated worker, on backend %s', trainInWorker);
test.each(['cpu'])('all of it works inside of a dedicated worker, on backend %s', trainInWorker);
