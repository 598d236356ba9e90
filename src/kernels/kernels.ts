import code from './assembly/index.ts?wasm';

/** What a scan does with each block, by the numbers of scan.ts. */
export const SCAN_PASS = {
  sequential: 0,
  firstBitsOfDc: 1,
  nextBitOfDc: 2,
  firstBitsOfBand: 3,
  nextBitOfBand: 4,
} as const;

/** What can be made of the planes of a picture, by the numbers of pixels.ts: the four inks are as the file has them. */
export const PIXEL_KIND = { gray: 0, rgba: 1, inks: 2 } as const;

/** Which inverse DCT makes samples of a block, by the numbers of blocks.ts; the small ones are their own number. */
export const INVERSE_DCT = { fast: 0, accurate: 8 } as const;

/** How sums are taken when resampling, by the numbers of resample.ts. */
export const ARITHMETIC = { copy: 0, lerp: 1, 'horizontal-first': 2, 'vertical-first': 3 } as const;

/** What the module exports; numbers are addresses where their names say nothing else. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly FREE: WebAssembly.Global<'i32'>;
  readonly TABLE_BYTES: WebAssembly.Global<'i32'>;
  readonly marker: WebAssembly.Global<'i32'>;
  readonly position: WebAssembly.Global<'i32'>;
  isExhausted(): number;
  roomFor(length: number): number;
  makeTable(table: number, counts: number): number;
  addPairs(table: number): void;
  beginInterval(scan: number, from: number, to: number, marker: number, room: number): void;
  decodeMcus(scan: number, from: number, to: number, hasData: number): void;
  packPlane(coefficients: number, blocksWide: number, blocksHigh: number, blocksPerRow: number, out: number): number;
  makeBlocks(plane: number, coefficients: number, row: number): void;
  markBlocks(pixels: number, count: number, factor: number, size: number, side: number, blocks: number): void;
  makePixels(picture: number, next: number, end: number): number;
  resample(work: number): void;
}

/** Vectors lie at multiples of their size. */
const ALIGNMENT = 16;
const PAGE_BYTES = 65_536;

/** Memory that is kept for the next picture; what a larger one needed is given back to the browser. */
const MAX_KEPT_BYTES = 2 ** 26;

/**
 * The kernels that run in WebAssembly (src/kernels/assembly), with their memory. It is handed out piece by piece, and
 * taken back as a whole when the next picture begins.
 */
export class Kernels {
  readonly run: Exports;
  readonly #base: number;
  #free: number;

  constructor(module: WebAssembly.Module) {
    // A module's exports have no type but what its source says.
    this.run = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#base = this.run.FREE.value;
    this.#free = this.#base;
  }

  /** Takes back what was handed out. */
  reset(): void {
    this.#free = this.#base;
  }

  /** Bytes of memory, handed out or not. */
  get memoryBytes(): number {
    return this.run.memory.buffer.byteLength;
  }

  /**
   * Hands out memory, with anything in it, and returns its address.
   *
   * @throws RangeError where there is no more
   */
  allocate(bytes: number): number {
    const address = Math.ceil(this.#free / ALIGNMENT) * ALIGNMENT;
    this.#free = address + bytes;
    const missing = this.#free - this.memoryBytes;
    if (missing > 0) this.run.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  /** Hands out memory that holds zeros. */
  allocateZeros(bytes: number): number {
    const address = this.allocate(bytes);
    this.bytes(address, bytes).fill(0);
    return address;
  }

  /** Copies data in and returns its address. */
  copyIn(data: Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array): number {
    const address = this.allocate(data.byteLength);
    this.bytes(address, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return address;
  }

  /** Shows memory; it is no longer to be used once more has been handed out, or the next picture begins. */
  bytes(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.run.memory.buffer, address, length);
  }

  /** Shows memory as int16; see {@link bytes}. */
  int16(address: number, length: number): Int16Array<ArrayBuffer> {
    return new Int16Array(this.run.memory.buffer, address, length);
  }
}

/** WebAssembly can't be used: the page's Content-Security-Policy forbids it, or the browser has none. */
export class NoWebAssembly extends Error {}

let shared: Kernels | undefined;
let module: WebAssembly.Module | undefined;
/** Where it is forbidden, each try has the browser report a violation of the page's policy. */
let refusal: NoWebAssembly | undefined;

/**
 * Gives the one instance of the kernels, with what its memory holds.
 *
 * @throws NoWebAssembly
 */
export function currentKernels(): Kernels {
  module ??= compile();
  shared ??= new Kernels(module);
  return shared;
}

/**
 * Gives the one instance of the kernels with its memory free for the next picture: what it showed before is gone.
 *
 * @throws NoWebAssembly
 */
export function freshKernels(): Kernels {
  const kernels = currentKernels();
  kernels.reset();
  return kernels;
}

/** Lets the kernels' memory go if it is large; what it showed is no longer to be used. */
export function letGoOfLargeMemory(): void {
  if (shared && shared.memoryBytes > MAX_KEPT_BYTES) shared = undefined;
}

/** Whether data lies in the kernels' memory, which the next picture takes. */
export function isInKernels({ buffer }: Uint8Array): boolean {
  return buffer === shared?.run.memory.buffer;
}

/** Compiles the kernels, so that the first picture need not wait; what goes wrong is met by those that need them. */
export function compileAhead(): void {
  try {
    module ??= compile();
  } catch {}
}

/** Whether the kernels can run here. */
export function canRunKernels(): boolean {
  try {
    currentKernels();
    return true;
  } catch (error) {
    if (error instanceof NoWebAssembly) return false;
    throw error;
  }
}

function compile(): WebAssembly.Module {
  if (refusal) throw refusal;
  try {
    return new WebAssembly.Module(bytesOf(code));
  } catch (cause) {
    // Want of memory, which the next picture may not meet.
    if (cause instanceof RangeError) throw cause;
    refusal = new NoWebAssembly('WebAssembly is not available.', { cause });
    throw refusal;
  }
}

/** Every worker's first picture waits for it: by a function for each byte, which browsers before 2025 need, some milliseconds. */
function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const newer = Uint8Array as { readonly fromHex?: (hex: string) => Uint8Array<ArrayBuffer> };
  return newer.fromHex?.(hex) ?? Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
}
