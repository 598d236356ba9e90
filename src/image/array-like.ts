import type * as tf from '@tensorflow/tfjs';
import { invalidOption } from '../options/option-checks.ts';
import { show } from '../show.ts';

/**
 * An image as plain numbers: nested arrays, or flat numbers with their shape.
 *
 * The shape is `[height, width, channels]`, or `[channels, height, width]` where `dataFormat` says so. Of nested arrays it
 * is their lengths.
 */
export type ArrayLike3D = readonly (readonly (readonly number[])[])[] | FlatArray;

/** Numbers in the order in which they lie, last axis fastest. */
export interface FlatArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly [number, number, number];
}

/**
 * Reads the numbers of an image, and checks that they have three axes and one pixel at least.
 *
 * @throws ImageDatasetError `invalid-option` and `option` `'x'`.
 */
export async function readArray(x: tf.Tensor3D | ArrayLike3D): Promise<FlatArray> {
  const { data, shape } = await flatten(x);
  // The message of Keras.
  const rule = 'Expected image array to have rank 3 (single image)';
  if (shape.length !== 3) throw unusable(x, 'three axes', `${rule}. Got array with shape: [${shape.join(', ')}]`);
  const [rows, columns, depth] = shape as [number, number, number];
  const size = rows * columns * depth;
  if (data.length !== size || !shape.every(Number.isInteger)) {
    const count = `${data.length} numbers, and its shape [${shape.join(', ')}] means ${size}`;
    throw unusable(x, 'as many numbers as its shape means', `The image array has ${count}.`);
  }
  if (size === 0) {
    const received = `[${shape.join(', ')}] has none`;
    throw unusable(x, 'one pixel at least', `An image needs one pixel at least; an array of shape ${received}.`);
  }
  return { data, shape: [rows, columns, depth] };
}

interface Unchecked {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

// Callers whom no compiler has checked may hand over anything.
async function flatten(x: unknown): Promise<Unchecked> {
  if (Array.isArray(x)) return flattenNested(x);
  if (typeof x === 'object' && x !== null && 'data' in x && 'shape' in x && Array.isArray(x.shape)) {
    const data: unknown = isTensor(x) ? await numbersOf(x) : x.data;
    if (isNumbers(data)) return { data, shape: x.shape };
  }
  const allowed = 'a tensor, nested arrays of numbers, or { data, shape }';
  throw unusable(x, allowed, `An image array must be ${allowed}, not ${show(x)}.`);
}

/** A tensor of any copy of tfjs. */
function isTensor(x: object): x is tf.Tensor {
  return 'data' in x && typeof x.data === 'function';
}

function numbersOf(tensor: tf.Tensor): Promise<unknown> {
  if (tensor.dtype !== 'complex64') return tensor.data();
  throw unusable(tensor, 'a tensor of real numbers', 'An image array must have real numbers, not complex ones.');
}

function isNumbers(data: unknown): data is ArrayLike<number> {
  if (ArrayBuffer.isView(data)) return !(data instanceof DataView) && !isBig(data);
  return Array.isArray(data) && data.every(isNumber);
}

const isBig = (data: ArrayBufferView): boolean => data instanceof BigInt64Array || data instanceof BigUint64Array;

const isNumber = (value: unknown): boolean => typeof value === 'number';

function flattenNested(x: readonly unknown[]): Unchecked {
  const shape: number[] = [];
  for (let part: unknown = x; Array.isArray(part); part = part[0]) shape.push(part.length);
  const data: number[] = [];
  const gather = (part: unknown, axis: number): void => {
    if (axis === shape.length && typeof part === 'number') data.push(part);
    else if (Array.isArray(part) && part.length === shape[axis]) for (const inner of part) gather(inner, axis + 1);
    else {
      const rule = 'Nested arrays must hold numbers, and all those on one level must be of one length';
      throw unusable(x, 'regular nested arrays of numbers', `${rule}; there is ${show(part)} on level ${axis}.`);
    }
  };
  gather(x, 0);
  return { data, shape };
}

function unusable(received: unknown, allowed: string, message: string): Error {
  return invalidOption('x', received, allowed, message);
}
