import { canRunKernels } from '../kernels/kernels.ts';
import { resampleOnCpu } from './cpu-resample.ts';
import { resampleWithSimd } from './simd-resample.ts';

/** Carries out a plan on the CPU: with SIMD, or without where the page forbids WebAssembly. The bits are the same. */
export const resample: typeof resampleOnCpu = (...work) =>
  canRunKernels() ? resampleWithSimd(...work) : resampleOnCpu(...work);
