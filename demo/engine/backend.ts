import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { AdviceError, NO_WEBGPU } from '../messages/explain-error.ts';

/** What tfjs computes on, and why. */
export interface Backend {
  readonly name: 'webgpu' | 'webgl' | 'cpu';
  readonly reason: string;
  /** What WebGPU runs on here. */
  readonly gpu: Gpu;
}

type Gpu = 'none' | 'software' | 'hardware';

/** Names of renderers that are programs on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Starts tfjs on WebGPU where that is asked for, else on the fastest backend that runs on real hardware.
 *
 * @throws AdviceError where WebGPU is asked for and not there.
 */
export async function setBackend(wanted: 'fastest' | 'webgpu'): Promise<Backend> {
  const gpu = await findWebGpu();
  if (wanted === 'webgpu') {
    if (gpu === 'none' || !(await tf.setBackend('webgpu'))) throw new AdviceError(NO_WEBGPU);
    return {
      name: 'webgpu',
      gpu,
      reason: gpu === 'software' ? 'you chose it; it is a GPU in software, and slow' : 'you chose it',
    };
  }
  if (gpu === 'hardware' && (await tf.setBackend('webgpu')))
    return { name: 'webgpu', gpu, reason: 'this browser has it' };
  const missing =
    gpu === 'software' ? 'this browser has WebGPU only in software here' : 'this browser has no WebGPU here';
  if (hasHardwareWebGl() && (await tf.setBackend('webgl'))) return { name: 'webgl', gpu, reason: missing };
  await tf.setBackend('cpu');
  return { name: 'cpu', gpu, reason: `${missing}, and no WebGL on real hardware` };
}

/** Asked first, for tfjs fails without a word where there is no adapter. */
async function findWebGpu(): Promise<Gpu> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return 'none';
  return adapter.info.isFallbackAdapter ? 'software' : 'hardware';
}

function hasHardwareWebGl(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(String(renderer));
}
