type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

const TYPES: Readonly<Record<string, new (buffer: ArrayBuffer, begin: number, length: number) => TypedArray>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};

/** Stands for a typed array: its type, where it begins among the bytes, and its elements. */
interface Place {
  readonly array: readonly [type: string, begin: number, length: number];
}

/** Arrays begin where all types may. */
const ALIGNMENT = 8;

/** A typed array on its way to where it lies among the bytes. */
interface Part {
  readonly begin: number;
  readonly data: TypedArray;
}

/** A value taken apart: its typed arrays, and JSON of everything else. */
export interface Packed {
  readonly parts: readonly Part[];
  /** What the arrays take up together. */
  readonly arrayBytes: number;
  /** In UTF-8. */
  readonly form: Uint8Array<ArrayBuffer>;
}

/**
 * Takes plain data apart: objects, arrays, strings, booleans, finite numbers, and typed arrays anywhere among them, none of which
 * is copied. No object may have the one key `array`.
 */
export function pack(value: unknown): Packed {
  const parts: Part[] = [];
  let end = 0;
  const form = JSON.stringify(value, (_, part: unknown): unknown => {
    if (!ArrayBuffer.isView(part)) return part;
    const data = part as TypedArray;
    const begin = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = begin + data.byteLength;
    parts.push({ begin, data });
    return { array: [data.constructor.name, begin, data.length] } satisfies Place;
  });
  return { parts, arrayBytes: end, form: new TextEncoder().encode(form) };
}

/** Puts arrays one behind the other, where the form says; a single one is not copied. */
export function gather({ parts, arrayBytes }: Packed): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return bytesOf(parts[0]!.data);
  const bytes = new Uint8Array(arrayBytes);
  for (const { begin, data } of parts) bytes.set(bytesOf(data), begin);
  return bytes;
}

/** Puts a value together again; its typed arrays lie in `buffer`, which holds what was gathered. */
export function unpack(form: Uint8Array<ArrayBuffer>, buffer: ArrayBuffer): unknown {
  return JSON.parse(new TextDecoder().decode(form), (_, part: unknown): unknown => {
    if (!isPlace(part)) return part;
    const [type, begin, length] = part.array;
    return new TYPES[type]!(buffer, begin, length);
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

function isPlace(part: unknown): part is Place {
  return typeof part === 'object' && part !== null && 'array' in part && Object.keys(part).length === 1;
}
