import type { Engine } from './engine.ts';
import { inErrorScope } from './error-scope.ts';
import { createArena } from './gpu-arena.ts';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';
import { addPicture, arenaBytes, emptyChunk } from './gpu-chunk.ts';
import { dispatchChunk } from './gpu-dispatch.ts';
import { elementsPerPicture, type OutputShape } from './output-layout.ts';

const FLOAT_BYTES = 4;

/**
 * The engine that does the parallel work on the GPU: pictures of different sizes are packed into one buffer, the arena;
 * JPEG pictures come as coefficients and are reconstructed there; then all are resampled. These are one to three
 * dispatches a batch, whatever its size (more only where the arena would exceed its limit). Nothing is read back.
 *
 * `device` has to be the one that tfjs uses: buffers can't move between devices.
 */
export function createGpuEngine(device: GPUDevice, shape: OutputShape, input: 'samples' | 'coefficients'): Engine {
  const pictureBytes = elementsPerPicture(shape) * FLOAT_BYTES;
  const arena = createArena(device);
  const checks: Promise<void>[] = [];
  let output: GPUBuffer | undefined;
  let chunk = emptyChunk();

  const guarded = <T>(run: () => T): T => {
    const { result, check } = inErrorScope(device, run);
    checks.push(check);
    // It is awaited in finish(); a batch that is given up leaves nobody to handle it.
    check.catch(() => {});
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
    if (chunk.pictures.length > 0) guarded(() => dispatchChunk(device, shape, arena.buffer(), chunk, output!));
    chunk = emptyChunk();
    arena.clear();
  };

  return {
    name: 'webgpu',
    input,
    begin(rows) {
      checks.length = 0;
      chunk = emptyChunk();
      arena.clear();
      outputOf(rows * pictureBytes);
    },
    place(row, picture) {
      if (picture.kind !== 'planned') throw new TypeError(`The GPU engine was handed a ${picture.kind} picture.`);
      const bytes = arenaBytes(picture);
      if (!arena.fits(bytes)) {
        dispatch();
        guarded(() => arena.grow(bytes));
      }
      guarded(() => addPicture(arena, chunk, row, picture));
    },
    async finish(rows) {
      dispatch();
      const bytes = rows * pictureBytes;
      if (output && output.size !== bytes) {
        const whole = output;
        output = undefined;
        const cut = outputOf(bytes);
        guarded(() => copyBuffer(device, whole, cut));
        whole.destroy();
      }
      await Promise.all(checks.splice(0));
      return { kind: 'device', buffer: output! };
    },
    release() {
      arena.destroy();
      output?.destroy();
      output = undefined;
      chunk = emptyChunk();
    },
  };
}

function copyBuffer(device: GPUDevice, from: GPUBuffer, to: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, to.size);
  device.queue.submit([encoder.finish()]);
}
