import { ImageDatasetError } from '../errors.ts';
import { createCpuEngine } from './cpu-engine.ts';
import type { Engine, EngineName } from './engine.ts';
import { createGpuEngine } from './gpu-engine.ts';
import type { OutputShape } from './output-layout.ts';

/** What is to compute the pixels; `auto` takes WebGPU where tfjs runs on it and the adapter is real hardware. */
export type EngineChoice = 'auto' | EngineName;

/** The GPU that tfjs computes on. */
export interface TensorflowGpu {
  readonly device: GPUDevice;
  /** Whether the "GPU" is a program on the CPU, where our own code is faster. */
  readonly isSoftware: boolean;
}

/**
 * Makes the engine that was asked for; `'auto'` takes the GPU where tfjs computes on one that is real.
 *
 * @param gpu - `null` where tfjs uses another backend than `webgpu`.
 * @throws ImageDatasetError `gpu` where `'webgpu'` was asked for and there is none
 */
export function createEngine(choice: EngineChoice, gpu: TensorflowGpu | null, shape: OutputShape): Engine {
  if (choice === 'webgpu' && gpu === null) {
    throw new ImageDatasetError(
      'gpu',
      `engine 'webgpu' needs tfjs' own backend 'webgpu': import '@tensorflow/tfjs-backend-webgpu' and await tf.setBackend('webgpu') first, or leave the option 'engine' out.`,
      { option: 'engine', received: choice, allowed: ['auto', 'cpu'] },
    );
  }
  if (!gpu || !usesGpu(choice, gpu)) return createCpuEngine(shape);
  // Measured on SwiftShader, two cores: the parallel half takes 75 ms a photograph of 0.2 megapixels there, and 1 in a worker.
  return createGpuEngine(gpu.device, shape, gpu.isSoftware ? 'samples' : 'coefficients');
}

/** Whether a GPU that is there is used. */
export function usesGpu(choice: EngineChoice, { isSoftware }: TensorflowGpu): boolean {
  return choice === 'webgpu' || (choice === 'auto' && !isSoftware);
}
