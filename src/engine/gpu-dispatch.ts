import { BUFFER_USAGE } from './gpu-buffer-usage.ts';
import type { Chunk } from './gpu-chunk.ts';
import { type KernelName, pipelineFor } from './gpu-pipelines.ts';
import { JPEG_WORDS, PLANE_WORDS } from './jpeg-records.ts';
import { type OutputShape, outputStrides } from './output-layout.ts';
import { PICTURE_WORDS } from './picture-record.ts';

/** As in the shaders. */
const TILE_SIDE = 8;

/** Makes the pictures of a chunk: one dispatch to resample them all; before it one for JPEG, and one for each form of it. */
export function dispatchChunk(
  device: GPUDevice,
  shape: OutputShape,
  arena: GPUBuffer,
  chunk: Chunk,
  output: GPUBuffer,
): void {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  const records: GPUBuffer[] = [];

  const upload = (words: readonly number[]): GPUBuffer => {
    const data = Uint32Array.from(words);
    const usage = BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST;
    const buffer = device.createBuffer({ label: 'records', size: data.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, data);
    records.push(buffer);
    return buffer;
  };
  const dispatch = (
    kernel: KernelName,
    constants: Readonly<Record<string, number>>,
    buffers: readonly GPUBuffer[],
    workgroups: readonly [x: number, y: number, z: number],
  ): void => {
    const pipeline = pipelineFor(device, kernel, constants);
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(...workgroups);
  };

  if (chunk.planes.length > 0) {
    const planes = upload(chunk.planes);
    const { blocksWide, blocksHigh } = chunk.planeExtent;
    const layers = chunk.planes.length / PLANE_WORDS;
    dispatch('jpeg-columns', {}, [arena, planes], [...tiles(blocksWide * 8, blocksHigh), layers]);
    dispatch('jpeg-rows', {}, [arena, planes], [...tiles(blocksWide, blocksHigh * 8), layers]);
    const isGray = shape.channels === 1 ? 1 : 0;
    for (const { form, records, extent } of chunk.jpegs.values()) {
      const workgroups = [...tiles(extent.width, extent.height), records.length / JPEG_WORDS] as const;
      dispatch('jpeg-pixels', { isGray, ...form }, [arena, planes, upload(records)], workgroups);
    }
  }
  const pictureCount = chunk.pictures.length / PICTURE_WORDS;
  const { width, height } = shape.target;
  const workgroups = [...tiles(width, height), pictureCount] as const;
  dispatch('resample', resampleConstants(shape), [arena, upload(chunk.pictures), output], workgroups);
  pass.end();
  device.queue.submit([encoder.finish()]);
  for (const buffer of records) buffer.destroy();
}

function tiles(width: number, height: number): [x: number, y: number] {
  return [Math.ceil(width / TILE_SIDE), Math.ceil(height / TILE_SIDE)];
}

function resampleConstants(shape: OutputShape): Readonly<Record<string, number>> {
  const { row, column, channel } = outputStrides(shape);
  return {
    targetWidth: shape.target.width,
    targetHeight: shape.target.height,
    channels: shape.channels,
    rowStride: row,
    columnStride: column,
    channelStride: channel,
  };
}
