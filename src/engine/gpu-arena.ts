import { ImageDatasetError } from '../errors.ts';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';

const MIB = 2 ** 20;
/** Holds a batch of 32 photographs of 0.4 megapixels, JPEG with all that is made of it; more goes in several dispatches. */
const FULL_BYTES = 128 * MIB;
const FIRST_BYTES = 4 * MIB;
const WORD_BYTES = 4;
/** The shader reads one word past a texel. */
const SPARE_BYTES = WORD_BYTES;

/** The largest buffer, in bytes, that a device can bind for a shader. */
function maxBindingBytes({ limits }: GPUDevice): number {
  return Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
}

/** A GPU buffer that pictures of any size are packed into, one behind the other. */
export interface Arena {
  buffer(): GPUBuffer;
  fits(bytes: number): boolean;
  /** Empties the arena and makes it larger, up to 128 MiB, or up to `bytes` where these are more. */
  grow(bytes: number): void;
  /** Appends, and returns the byte at which the data begins: a multiple of 4. */
  write(data: ArrayBufferView<ArrayBuffer>): number;
  /** As `write`, for what a shader will write. */
  reserve(bytes: number): number;
  clear(): void;
  destroy(): void;
}

/** Makes an empty arena; it allocates when it is first made to grow. */
export function createArena(device: GPUDevice): Arena {
  let buffer: GPUBuffer | undefined;
  let used = 0;
  return {
    buffer: () => buffer!,
    fits: (bytes) => buffer !== undefined && used + bytes + SPARE_BYTES <= buffer.size,
    grow(bytes) {
      const allowed = maxBindingBytes(device);
      if (bytes + SPARE_BYTES > allowed) {
        throw new ImageDatasetError(
          'limit',
          `A picture of ${bytes} decoded bytes exceeds the GPU's ${allowed} per buffer.`,
          {
            received: bytes,
            allowed,
          },
        );
      }
      const doubled = Math.min(buffer ? buffer.size * 2 : FIRST_BYTES, FULL_BYTES, allowed);
      const size = Math.ceil(Math.max(doubled, bytes + SPARE_BYTES) / WORD_BYTES) * WORD_BYTES;
      used = 0;
      if (buffer && buffer.size >= size) return;
      buffer?.destroy();
      buffer = device.createBuffer({ label: 'arena', size, usage: BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST });
    },
    reserve(bytes) {
      const begin = used;
      used += Math.ceil(bytes / WORD_BYTES) * WORD_BYTES;
      return begin;
    },
    write(data) {
      const begin = this.reserve(data.byteLength);
      const words = data.byteLength - (data.byteLength % WORD_BYTES);
      device.queue.writeBuffer(buffer!, begin, data.buffer, data.byteOffset, words);
      if (words < data.byteLength) {
        // Writes have to be of whole words.
        const tail = new Uint8Array(WORD_BYTES);
        tail.set(new Uint8Array(data.buffer, data.byteOffset + words, data.byteLength - words));
        device.queue.writeBuffer(buffer!, begin + words, tail);
      }
      return begin;
    },
    clear() {
      used = 0;
    },
    destroy() {
      buffer?.destroy();
      buffer = undefined;
      used = 0;
    },
  };
}
