import jpegPixels from '../../shaders/jpeg-pixels.wgsl?raw';
import jpegPlanes from '../../shaders/jpeg-planes.wgsl?raw';
import resample from '../../shaders/resample.wgsl?raw';

/** The kernels, by the names of their files. */
export type KernelName = 'jpeg-planes' | 'jpeg-pixels' | 'resample';

const SHADERS: Readonly<Record<KernelName, string>> = {
  'jpeg-planes': jpegPlanes,
  'jpeg-pixels': jpegPixels,
  resample,
};

/** Pipelines by device, so that a lost device takes its own with it, and then by kernel and constants. */
const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/** Gives the pipeline of a kernel with these `override` constants, compiled once a device. */
export function pipelineFor(
  device: GPUDevice,
  kernel: KernelName,
  constants: Readonly<Record<string, number>>,
): GPUComputePipeline {
  const ofDevice = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, ofDevice);
  const key = `${kernel} ${Object.values(constants).join()}`;
  const known = ofDevice.get(key);
  if (known) return known;
  const module = device.createShaderModule({ label: kernel, code: SHADERS[kernel] });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main', constants } });
  ofDevice.set(key, pipeline);
  return pipeline;
}
