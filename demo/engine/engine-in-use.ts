import { type ReadonlySignal, signal } from '@preact/signals';
import type { EngineChoice } from '../../src/index.ts';
import { work } from '../work.ts';
import type { Backend } from './backend.ts';

const current = signal<Backend | null>(null);

/** What tfjs computes on; `null` before it is there. */
export const backend: ReadonlySignal<Backend | null> = current;

/**
 * Starts the backend that an engine needs.
 *
 * @throws AdviceError where there is no WebGPU, and it is asked for.
 */
export async function startBackend(engine: EngineChoice): Promise<void> {
  current.value = await work().setBackend(engine === 'webgpu' ? 'webgpu' : 'fastest');
}
