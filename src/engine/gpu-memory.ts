import { ImageDatasetError } from '../errors.ts';
import { BUFFER_USAGE } from './gpu-buffer-usage.ts';

const MIB = 2 ** 20;

/** The parts of a batch on the GPU; the numbers are the bytes of each that a chunk takes up. */
export interface ChunkBytes {
  /** What is uploaded: coefficients, samples, tables of taps. */
  readonly uploads: number;
  /** What is made of coefficients: the planes' samples, and pixels. */
  readonly scratch: number;
  /** What is between the two passes of a wide filter. */
  readonly sums: number;
}

/** These hold a batch of 32 photographs of 0.4 megapixels, JPEG or not; more goes in several chunks. */
const FULL_BYTES: ChunkBytes = { uploads: 64 * MIB, scratch: 128 * MIB, sums: 64 * MIB };

const PARTS = ['uploads', 'scratch', 'sums'] as const;

/** Whether a chunk may be as large as this. */
export function isWithinBounds(bytes: ChunkBytes): boolean {
  return PARTS.every((part) => bytes[part] <= FULL_BYTES[part]);
}

/** What a chunk uploads at most, by a guess: pictures of one folder differ by less than this as a rule. */
export function likelyUploads(first: ChunkBytes, pictures: number): number {
  return Math.min(1.5 * first.uploads * pictures, FULL_BYTES.uploads);
}

/**
 * Refuses a picture that even alone would not fit into the GPU's buffers.
 *
 * @throws ImageDatasetError `limit`
 */
export function checkFits({ limits }: GPUDevice, bytes: ChunkBytes, path: string): void {
  const allowed = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const received = Math.max(...PARTS.map((part) => bytes[part]));
  if (received <= allowed) return;
  throw new ImageDatasetError(
    'limit',
    `'${path}' can't be used: it takes ${received} bytes on the GPU, which gives ${allowed} to a buffer. Use engine: 'cpu', or make it smaller.`,
    { path, received, allowed },
  );
}

/** The GPU buffers that an engine uses for batch after batch; they grow as they have to. */
export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #buffers = new Map<string, GPUBuffer>();
  #turn = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Uploads; two buffers take turns, so that the GPU may still read one while the other is filled. */
  upload(data: Uint8Array<ArrayBuffer>): GPUBuffer {
    this.#turn = 1 - this.#turn;
    const buffer = this.#bufferOf(`uploads ${this.#turn}`, data.byteLength);
    this.#device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  }

  /** Room for what shaders make. */
  room(part: 'scratch' | 'sums', bytes: number): GPUBuffer {
    return this.#bufferOf(part, bytes);
  }

  /** Frees everything. */
  release(): void {
    for (const buffer of this.#buffers.values()) buffer.destroy();
    this.#buffers.clear();
  }

  #bufferOf(label: string, bytes: number): GPUBuffer {
    const known = this.#buffers.get(label);
    if (known && known.size >= bytes) return known;
    known?.destroy();
    const { maxStorageBufferBindingSize, maxBufferSize } = this.#device.limits;
    // A power of two, so that it does not grow with every batch that is a little larger.
    const size = Math.min(Math.max(2 ** Math.ceil(Math.log2(bytes)), MIB), maxStorageBufferBindingSize, maxBufferSize);
    const usage = BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST;
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#buffers.set(label, buffer);
    return buffer;
  }
}
