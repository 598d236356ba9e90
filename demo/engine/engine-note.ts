import type { Backend } from './backend.ts';

const TITLES: Readonly<Record<Backend['name'], string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'the processor' };

/** Says which engine prepares pictures, what tfjs computes on, and why. */
export function engineNote(engine: 'webgpu' | 'cpu' | null, { name, reason }: Backend): string {
  const tfjs = `tfjs computes on ${TITLES[name]}: ${reason}.`;
  if (engine === null) return tfjs;
  const where = engine === 'webgpu' ? 'on the GPU that tfjs computes on' : 'in workers on the processor';
  return `Pictures are prepared by the engine ${engine}, ${where}. ${tfjs}`;
}
