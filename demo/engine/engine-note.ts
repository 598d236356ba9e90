import type { Backend } from './backend.ts';

const TITLES: Readonly<Record<Backend['name'], string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'the processor' };

/** Says what tfjs computes on, and why. */
export function backendNote({ name, reason }: Backend): string {
  return `tfjs computes on ${TITLES[name]}: ${reason}.`;
}

/** Says which engine prepares pictures. */
export function engineNote(engine: 'webgpu' | 'cpu'): string {
  const where = engine === 'webgpu' ? 'on the GPU that tfjs computes on' : 'in workers on the processor';
  return `Pictures are prepared by the engine ${engine}, ${where}.`;
}
