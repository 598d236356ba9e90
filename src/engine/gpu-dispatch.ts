import type { Chunk, JpegGroup, PictureGroup } from './gpu-chunk.ts';
import type { GpuMemory } from './gpu-memory.ts';
import { pipelineFor, type ShaderName } from './gpu-pipelines.ts';
import { JPEG_WORDS, PLANE_WORDS } from './jpeg-records.ts';
import { type OutputShape, outputStrides } from './output-layout.ts';
import { PICTURE_WORDS } from './picture-record.ts';

/** As in the shaders. */
const TILE_SIDE = 8;

/** Where records lie in the buffer of what is uploaded. */
type Range = Pick<GPUBufferBinding, 'offset' | 'size'>;

/** Runs a shader over `workgroups`; its bindings go by their numbers in it. */
type Dispatch = (
  shader: ShaderName,
  constants: Readonly<Record<string, number>>,
  bindings: Readonly<Record<number, GPUBufferBinding>>,
  workgroups: readonly [x: number, y: number, z: number],
) => void;

/** What the shaders of a chunk work on. */
interface Work {
  readonly shape: OutputShape;
  readonly chunk: Chunk;
  readonly uploads: GPUBufferBinding;
  /** What they need between them. */
  readonly room: (part: 'scratch' | 'sums') => GPUBufferBinding;
  readonly dispatch: Dispatch;
}

/**
 * Makes the pictures of a chunk in one submission: two dispatches for the inverse DCT of JPEG pictures, and one for each form
 * of these; then all are resampled, in one dispatch or two for those that lie in the same buffer, have as many bytes a pixel
 * and are resampled in the same way.
 */
export function dispatchChunk(
  device: GPUDevice,
  shape: OutputShape,
  memory: GpuMemory,
  chunk: Chunk,
  output: GPUBuffer,
): void {
  // Records lie behind the data; where they begin is known before the buffer is.
  const { minStorageBufferOffsetAlignment } = device.limits;
  const pack = (words: readonly number[]): Range => {
    const data = Uint32Array.from(words);
    return { offset: chunk.uploads.write(data, minStorageBufferOffsetAlignment), size: data.byteLength };
  };
  const planes = chunk.planes.length > 0 ? pack(chunk.planes) : undefined;
  const jpegs = [...chunk.jpegs.values()].map((group) => ({ ...group, range: pack(group.records) }));
  const groups = [...chunk.pictures.values()].map((group) => ({ ...group, range: pack(group.records) }));
  const uploads = { buffer: memory.upload(chunk.uploads.bytes) };

  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  const dispatch: Dispatch = (shader, constants, bindings, workgroups) => {
    const pipeline = pipelineFor(device, shader, constants);
    const entries = Object.entries(bindings).map(([binding, resource]) => ({ binding: Number(binding), resource }));
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(...workgroups);
  };
  const room: Work['room'] = (part) => ({ buffer: memory.room(part, chunk.room[part]) });
  const work: Work = { shape, chunk, uploads, room, dispatch };
  if (planes) reconstructJpegs(work, planes, jpegs);
  resamplePictures(work, groups, { buffer: output });
  pass.end();
  device.queue.submit([encoder.finish()]);
}

/** Makes pixels of coefficients: samples of all planes, then the colours of their pictures. */
function reconstructJpegs(
  { shape, chunk, uploads, room, dispatch }: Work,
  planes: Range,
  jpegs: readonly (JpegGroup & { readonly range: Range })[],
): void {
  const scratch = room('scratch');
  const ofPlanes = { ...uploads, ...planes };
  const { blocksWide, blocksHigh } = chunk.planeExtent;
  const layers = chunk.planes.length / PLANE_WORDS;
  const columnTiles = [...tiles(blocksWide * 8, blocksHigh), layers] as const;
  dispatch('jpeg-columns', {}, { 0: scratch, 1: ofPlanes, 2: uploads }, columnTiles);
  dispatch('jpeg-rows', {}, { 0: scratch, 1: ofPlanes }, [...tiles(blocksWide, blocksHigh * 8), layers]);
  const isGray = shape.channels === 1 ? 1 : 0;
  for (const { form, records, extent, range } of jpegs) {
    const pictures = { ...uploads, ...range };
    const workgroups = [...tiles(extent.width, extent.height), records.length / JPEG_WORDS] as const;
    dispatch('jpeg-pixels', { isGray, ...form }, { 0: scratch, 1: ofPlanes, 2: pictures }, workgroups);
  }
}

/** Makes the pictures of the batch. */
function resamplePictures(
  { shape, uploads, room, dispatch }: Work,
  groups: readonly (PictureGroup & { readonly range: Range })[],
  batch: GPUBufferBinding,
): void {
  const { width, height } = shape.target;
  const constants = resampleConstants(shape);
  for (const { way, records, extent, range } of groups) {
    const { bytesPerPixel, passes } = way;
    const source = way.pixels === 'uploads' ? uploads : room('scratch');
    const pictures = { ...uploads, ...range };
    const layers = records.length / PICTURE_WORDS;
    const workgroups = [...tiles(width, height), layers] as const;
    if (passes === 'two') {
      const sums = room('sums');
      const verticalTiles = [...tiles(extent.width, height), layers] as const;
      dispatch('resample-vertical', { bytesPerPixel }, { 0: uploads, 1: pictures, 2: source, 3: sums }, verticalTiles);
      dispatch('resample-horizontal', constants, { 0: uploads, 1: pictures, 3: sums, 4: batch }, workgroups);
    } else {
      const isLerp = passes === 'lerp' ? 1 : 0;
      const ofPictures = { ...constants, bytesPerPixel, isLerp };
      dispatch('resample', ofPictures, { 0: uploads, 1: pictures, 2: source, 4: batch }, workgroups);
    }
  }
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
