import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';

/** The backends of tfjs, the fastest first, each with how to find out whether it would run on real hardware. */
const CANDIDATES: readonly (readonly [name: string, title: string, isHardware: () => boolean | Promise<boolean>])[] = [
  ['webgpu', 'WebGPU', hasHardwareWebGpu],
  ['webgl', 'WebGL, for there is no WebGPU on real hardware', hasHardwareWebGl],
];

/** How the renderers call themselves that are programs on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Starts the fastest backend of tfjs there is, and gives its title. */
export async function startBackend(): Promise<string> {
  for (const [name, title, isHardware] of CANDIDATES) {
    if ((await isHardware()) && (await tf.setBackend(name))) return title;
  }
  await tf.setBackend('cpu');
  return 'the processor, for there is neither WebGPU nor WebGL on real hardware';
}

/** Asked before tfjs starts its own: that fails without a word where there is no adapter. */
async function hasHardwareWebGpu(): Promise<boolean> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  return adapter ? !adapter.info.isFallbackAdapter : false;
}

function hasHardwareWebGl(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(String(renderer));
}
