import { refuseLost, watchLoss } from './device-loss.ts';
import type { Engine } from './engine.ts';
import { inErrorScope } from './error-scope.ts';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';
import { addPicture, bytesOnGpu, chunkBytes, emptyChunk, MAX_PICTURES } from './gpu-chunk.ts';
import { dispatchChunk } from './gpu-dispatch.ts';
import { type ChunkBytes, checkFits, GpuMemory, isWithinBounds, likelyUploads } from './gpu-memory.ts';
import { forgetPipelines } from './gpu-pipelines.ts';
import { HostArena } from './host-arena.ts';
import { elementsPerPicture, type OutputShape } from './output-layout.ts';
import type { EngineInput } from './picture.ts';

const FLOAT_BYTES = 4;

/**
 * The engine that works on the GPU: pictures of different sizes are packed into one arena, which is uploaded once a batch;
 * JPEG pictures that come as coefficients are reconstructed there; then all are resampled. These are a few dispatches a batch,
 * whatever its size (more only for a batch of several chunks). Nothing is read back.
 *
 * `device` has to be the one that tfjs uses: buffers can't move between devices.
 */
export function createGpuEngine(
  device: GPUDevice,
  shape: OutputShape,
  input: Exclude<EngineInput, 'resampled'>,
): Engine {
  const pictureBytes = elementsPerPicture(shape) * FLOAT_BYTES;
  watchLoss(device);
  const memory = new GpuMemory(device);
  const checks: Promise<void>[] = [];
  let chunk = emptyChunk(new HostArena());
  let output: GPUBuffer | undefined;
  let begunRows = 0;
  let wasRefused = false;
  let submitted: Promise<unknown> = Promise.resolve();
  let begun = submitted;

  const guarded = <T>(run: () => T): T => {
    const { result, check } = inErrorScope(device, run);
    checks.push(check);
    // It is awaited in finish(), unless the batch is given up.
    check.catch(() => {
      wasRefused = true;
    });
    return result;
  };

  const outputOf = (bytes: number): GPUBuffer => {
    if (output?.size === bytes) return output;
    output?.destroy();
    // COPY_DST because tfjs gives its own copy the usage of ours, and writes to it later.
    const usage = BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_SRC | BUFFER_USAGE.COPY_DST;
    output = guarded(() => device.createBuffer({ label: 'batch', size: bytes, usage }));
    return output;
  };

  const dispatch = (): void => {
    if (chunk.pictures.size > 0) guarded(() => dispatchChunk(device, shape, memory, chunk, output!));
    chunk = emptyChunk(chunk.uploads);
  };

  const release = (): void => {
    memory.release();
    output?.destroy();
    output = undefined;
    chunk = emptyChunk(new HostArena());
  };

  /** What the GPU had no memory for is there all the same, and would be refused with each batch to come. */
  const forgetRefused = (): void => {
    if (!wasRefused) return;
    wasRefused = false;
    release();
    forgetPipelines(device);
  };

  return {
    name: 'webgpu',
    input,
    check(picture, path) {
      if (picture.kind === 'planned') checkFits(device, bytesOnGpu(picture), path);
    },
    begin(rows) {
      checks.length = 0;
      forgetRefused();
      begunRows = rows;
      chunk = emptyChunk(chunk.uploads);
      outputOf(rows * pictureBytes);
    },
    place(row, picture) {
      if (picture.kind !== 'planned') throw new TypeError(`The GPU engine was handed a ${picture.kind} picture.`);
      const bytes = bytesOnGpu(picture);
      if (chunk.count === MAX_PICTURES || !isWithinBounds(sum(chunkBytes(chunk), bytes))) dispatch();
      if (chunk.pictures.size === 0) chunk.uploads.reserve(likelyUploads(bytes, begunRows - row));
      addPicture(chunk, row, picture);
    },
    async finish(rows, handOver) {
      dispatch();
      const bytes = rows * pictureBytes;
      if (output && output.size !== bytes) {
        const whole = output;
        output = undefined;
        const cut = outputOf(bytes);
        guarded(() => copyBuffer(device, whole, cut));
        whole.destroy();
      }
      const finished = output;
      // To copy it takes memory, which the GPU may refuse too. There is none if somebody aborted meanwhile.
      if (finished) guarded(() => handOver({ kind: 'device', buffer: finished }));
      submitted = device.queue.onSubmittedWorkDone();
      // The checks take a message to the browser's GPU process and back, not the GPU's time.
      await Promise.all(checks.splice(0)).catch((error) => {
        forgetRefused();
        throw error;
      });
      refuseLost(device);
    },
    async catchUp() {
      const former = begun;
      begun = submitted;
      await former;
    },
    release,
  };
}

function sum(one: ChunkBytes, other: ChunkBytes): ChunkBytes {
  return {
    uploads: one.uploads + other.uploads,
    scratch: one.scratch + other.scratch,
    sums: one.sums + other.sums,
  };
}

function copyBuffer(device: GPUDevice, from: GPUBuffer, to: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, to.size);
  device.queue.submit([encoder.finish()]);
}
