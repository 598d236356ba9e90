import shader from '../../shaders/resample.wgsl?raw';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';
import { type OutputShape, outputStrides } from './output-layout.ts';
import { RECORD_WORDS } from './picture-record.ts';

/** As in shaders/resample.wgsl. */
const WORKGROUP_SIDE = 8;

/** Pipelines by device, so that a lost device takes its own with it, and then by output shape. */
const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/** Resamples the pictures that `records` describe, all in one dispatch. */
export function dispatchPictures(
  device: GPUDevice,
  shape: OutputShape,
  arena: GPUBuffer,
  records: Uint32Array<ArrayBuffer>,
  output: GPUBuffer,
): void {
  const pipeline = pipelineFor(device, shape);
  const pictures = device.createBuffer({
    label: 'pictures',
    size: records.byteLength,
    usage: BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST,
  });
  device.queue.writeBuffer(pictures, 0, records);
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [arena, pictures, output].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(
    Math.ceil(shape.target.width / WORKGROUP_SIDE),
    Math.ceil(shape.target.height / WORKGROUP_SIDE),
    records.length / RECORD_WORDS,
  );
  pass.end();
  device.queue.submit([encoder.finish()]);
  pictures.destroy();
}

function pipelineFor(device: GPUDevice, shape: OutputShape): GPUComputePipeline {
  const { row, column, channel } = outputStrides(shape);
  const constants = {
    targetWidth: shape.target.width,
    targetHeight: shape.target.height,
    channels: shape.channels,
    rowStride: row,
    columnStride: column,
    channelStride: channel,
  };
  const ofDevice = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, ofDevice);
  const key = Object.values(constants).join();
  const known = ofDevice.get(key);
  if (known) return known;
  const module = device.createShaderModule({ label: 'resample', code: shader });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main', constants } });
  ofDevice.set(key, pipeline);
  return pipeline;
}
