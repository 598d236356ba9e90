import jpegPixels from '../../shaders/jpeg-pixels.wgsl?raw';
import jpegPlanes from '../../shaders/jpeg-planes.wgsl?raw';
import resample from '../../shaders/resample.wgsl?raw';

/** An entry point of one of the shaders. */
export type ShaderName =
  | 'jpeg-columns'
  | 'jpeg-rows'
  | 'jpeg-pixels'
  | 'resample'
  | 'resample-vertical'
  | 'resample-horizontal';

const SHADERS: Readonly<Record<ShaderName, { readonly code: string; readonly entryPoint: string }>> = {
  'jpeg-columns': { code: jpegPlanes, entryPoint: 'columns' },
  'jpeg-rows': { code: jpegPlanes, entryPoint: 'rows' },
  'jpeg-pixels': { code: jpegPixels, entryPoint: 'main' },
  resample: { code: resample, entryPoint: 'inOnePass' },
  'resample-vertical': { code: resample, entryPoint: 'vertically' },
  'resample-horizontal': { code: resample, entryPoint: 'horizontally' },
};

/** Pipelines by device, so that a lost device takes its own with it, and then by shader and constants. */
const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/** Gives the pipeline of a shader with these `override` constants, compiled once a device. */
export function pipelineFor(
  device: GPUDevice,
  name: ShaderName,
  constants: Readonly<Record<string, number>>,
): GPUComputePipeline {
  const ofDevice = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, ofDevice);
  const key = `${name} ${Object.values(constants).join()}`;
  const known = ofDevice.get(key);
  if (known) return known;
  const { code, entryPoint } = SHADERS[name];
  const module = device.createShaderModule({ label: name, code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint, constants } });
  ofDevice.set(key, pipeline);
  return pipeline;
}

/** Has all pipelines of a device compiled anew: one that was refused is there all the same, and does nothing. */
export function forgetPipelines(device: GPUDevice): void {
  pipelines.delete(device);
}
