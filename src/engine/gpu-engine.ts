import type { Engine } from './engine.ts';
import { inErrorScope } from './error-scope.ts';
import { createArena } from './gpu-arena.ts';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';
import { dispatchPictures } from './gpu-dispatch.ts';
import { elementsPerPicture, type OutputShape } from './output-layout.ts';
import { packTables, RECORD_WORDS, windowRows, writePictureRecord } from './picture-record.ts';

const FLOAT_BYTES = 4;

/**
 * The engine that resamples on the GPU: pictures of different sizes are packed into one buffer, the arena, and made in
 * one dispatch a batch (more only where the arena would exceed 64 MiB). Nothing is read back.
 *
 * `device` has to be the one that tfjs uses: buffers can't move between devices.
 */
export function createGpuEngine(device: GPUDevice, shape: OutputShape): Engine {
  const pictureBytes = elementsPerPicture(shape) * FLOAT_BYTES;
  const arena = createArena(device);
  const checks: Promise<void>[] = [];
  let output: GPUBuffer | undefined;
  let records = new Uint32Array();
  let recordCount = 0;

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
    if (recordCount === 0) return;
    const words = records.subarray(0, recordCount * RECORD_WORDS);
    guarded(() => dispatchPictures(device, shape, arena.buffer(), words, output!));
    recordCount = 0;
    arena.clear();
  };

  return {
    name: 'webgpu',
    input: 'planned',
    begin(rows) {
      checks.length = 0;
      recordCount = 0;
      arena.clear();
      outputOf(rows * pictureBytes);
      if (records.length < rows * RECORD_WORDS) records = new Uint32Array(rows * RECORD_WORDS);
    },
    place(row, picture) {
      if (picture.kind !== 'planned') throw new TypeError(`The GPU engine was handed a ${picture.kind} picture.`);
      const pixels = windowRows(picture);
      const tables = packTables(picture);
      if (!arena.fits(pixels.byteLength + tables.byteLength)) {
        dispatch();
        guarded(() => arena.grow(pixels.byteLength + tables.byteLength));
      }
      const addresses = guarded(() => ({ rows: arena.write(pixels), tables: arena.write(tables) / FLOAT_BYTES }));
      writePictureRecord(records, recordCount++, row, picture, addresses);
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
      recordCount = 0;
    },
  };
}

function copyBuffer(device: GPUDevice, from: GPUBuffer, to: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, to.size);
  device.queue.submit([encoder.finish()]);
}
