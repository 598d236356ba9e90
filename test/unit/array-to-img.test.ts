import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrayToImgOptions, arrayToImg, type PixelImage } from '../../src/index.ts';
import goldens from '../goldens/arrays.json';
import { anyPicture } from './any-picture.ts';

type Values = { readonly seed: number; readonly low: number; readonly high: number } | readonly (number | string)[];
type Shape = readonly [number, number, number];

/** The numbers of a golden, drawn as its script draws them. */
function numbersOf(values: Values, shape: readonly number[]): number[] {
  if (!('seed' in values))
    return values.map((value) => (value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value)));
  let state = values.seed;
  return Array.from({ length: shape.reduce((a, b) => a * b) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return values.low + (values.high - values.low) * (state / 2 ** 32);
  });
}

const hash = ({ data }: PixelImage): string =>
  createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex').slice(0, 32);

/** The same numbers in each way in which they can be handed over. */
async function pictures(data: number[], shape: Shape, options: ArrayToImgOptions): Promise<PixelImage[]> {
  const tensor = tf.tensor3d(data, [...shape]);
  const nested = Array.from({ length: shape[0] }, (_, row) =>
    Array.from({ length: shape[1] }, (_, column) => {
      const from = (row * shape[1] + column) * shape[2];
      return data.slice(from, from + shape[2]);
    }),
  );
  // A tensor holds float32 only, so it has lost what an int32 would need.
  const ways = options.dtype === 'int32' ? [nested, { data, shape }] : [tensor, nested, { data, shape }];
  try {
    return await Promise.all(ways.map((x) => arrayToImg(x, options)));
  } finally {
    tensor.dispose();
  }
}

describe("Keras' own", () => {
  test.each(goldens.arrayToImg.map((golden) => [JSON.stringify(golden).slice(0, 120), golden] as const))(
    '%s',
    async (_, golden) => {
      const shape = golden.shape as unknown as Shape;
      const { mode, width, height, sha256, first } = golden.expected;
      for (const picture of await pictures(
        numbersOf(golden.values, shape),
        shape,
        golden.options as ArrayToImgOptions,
      )) {
        expect({ ...picture, data: [...picture.data.subarray(0, 6)] }).toEqual({ mode, width, height, data: first });
        expect(hash(picture)).toBe(sha256);
      }
    },
  );

  /** Which of Keras' refusals are told in its own words; the others are a type's, or NumPy's. */
  const KERAS_WORDS =
    /^ValueError: (Expected image array to have rank 3 \(single image\)|Unsupported channel number: [1-9])/;

  test.each(goldens.errors.map((golden) => [JSON.stringify({ ...golden, values: undefined }), golden] as const))(
    'refuses %s',
    async (_, golden) => {
      const x = { data: golden.values, shape: golden.shape as unknown as Shape };
      const words = KERAS_WORDS.exec(golden.error ?? '')?.[1] ?? '';
      await expect(arrayToImg(x, golden.options as ArrayToImgOptions)).rejects.toMatchObject({
        tag: 'invalid-option',
        message: expect.stringContaining(words),
      });
    },
  );

  test('passes, where this library refuses, only without pixels, and int32 that is not to be stretched after all', () => {
    const passed = goldens.errors.filter((golden) => 'passes' in golden);
    expect(passed.map(({ shape, options }) => ({ shape, options }))).toEqual([
      { shape: [0, 2, 3], options: { scale: false } },
      { shape: [1, 2, 3], options: { dtype: 'int32' } },
    ]);
  });
});

test('a tensor is neither changed nor disposed of', async () => {
  const tensor = tf.tensor3d([1, 2, 3], [1, 1, 3]);
  await arrayToImg(tensor);
  expect([...tensor.dataSync()]).toEqual([1, 2, 3]);
  tensor.dispose();
});

test('an array of float32 is not changed', async () => {
  const data = Float32Array.of(1, 2, 3);
  await arrayToImg({ data, shape: [1, 1, 3] });
  expect([...data]).toEqual([1, 2, 3]);
});

test('tensors of integers and booleans are taken as numbers', async () => {
  const int = tf.tensor3d([0, 255, 300], [1, 1, 3], 'int32');
  const bool = tf.tensor3d([0, 1, 1], [1, 1, 3], 'bool');
  expect([...(await arrayToImg(int, { scale: false })).data]).toEqual([0, 255, 44]);
  expect([...(await arrayToImg(bool)).data]).toEqual([0, 255, 255]);
  tf.dispose([int, bool]);
});

test("Keras' spelling of the data format is understood", async () => {
  const { width, height } = await arrayToImg(
    { data: [1, 2, 3, 4, 5, 6], shape: [3, 1, 2] },
    { dataFormat: 'channels_first' },
  );
  expect([height, width]).toEqual([1, 2]);
});

test.each<readonly [string, unknown, unknown, RegExp]>([
  [
    'a misspelt option',
    [[[1]]],
    { data_format: null },
    /There is no option 'data_format'. Did you mean 'dataFormat'\?/,
  ],
  ['options that are none', [[[1]]], 'scale', /must be one object/],
  [
    'a data format',
    [[[1]]],
    { dataFormat: 'NHWC' },
    /dataFormat must be 'channelsLast' or 'channelsFirst', not 'NHWC'/,
  ],
  ['a type that tfjs lacks', [[[1]]], { dtype: 'uint8' }, /the only types of numbers that tfjs has, not 'uint8'/],
  ['no array', 5, {}, /must be a tensor, nested arrays of numbers, or \{ data, shape \}, not 5/],
  ['null', null, {}, /not null/],
  ['strings', [[['a']]], {}, /there is 'a' on level 3/],
  ['ragged arrays', [[[1, 2, 3], [1]]], {}, /there is \[1\] on level 2/],
  ['holes in an array', [[[1], 5]], {}, /there is 5 on level 2/],
  ['flat strings', { data: ['1'], shape: [1, 1, 1] }, {}, /not \[object Object\]/],
  ['integers of 64 bits', { data: BigInt64Array.of(1n), shape: [1, 1, 1] }, {}, /not \[object Object\]/],
  ['too few numbers', { data: [1, 2], shape: [1, 1, 3] }, {}, /has 2 numbers, and its shape \[1, 1, 3\] means 3/],
  ['a fraction of a row', { data: [1, 2, 3], shape: [0.5, 2, 3] }, {}, /its shape \[0.5, 2, 3\]/],
  ['a tensor of complex numbers', tf.complex([[[1]]], [[[1]]]), {}, /not complex ones/],
])('%s: refused', async (_, x, options, message) => {
  await expect(arrayToImg(x as number[][][], options as ArrayToImgOptions)).rejects.toMatchObject({
    tag: 'invalid-option',
    message: expect.stringMatching(message),
  });
});

test('without stretching, whole numbers from 0 to 255 are the picture', async () => {
  await fc.assert(
    fc.asyncProperty(anyPicture('L', 'RGB', 'RGBA'), async (picture) => {
      const { data, height, width } = picture;
      const shape = [height, width, data.length / (height * width)] as const;
      expect(await arrayToImg({ data, shape }, { scale: false })).toEqual(picture);
    }),
  );
});

test('stretched, a picture has its size, and goes from 0 to 255 unless all numbers are equal', async () => {
  const numbers = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 3, 4))
    .chain(([height, width, channels]) => {
      const length = height * width * channels;
      const number = fc.float({ min: -1e6, max: 1e6, noNaN: true });
      return fc.tuple(
        fc.constant([height, width, channels] as const),
        fc.array(number, { minLength: length, maxLength: length }),
      );
    });
  await fc.assert(
    fc.asyncProperty(numbers, async ([shape, data]) => {
      const picture = await arrayToImg({ data, shape });
      expect([picture.height, picture.width]).toEqual(shape.slice(0, 2));
      const isConstant = data.every((value) => value === data[0]);
      expect([Math.min(...picture.data), Math.max(...picture.data)]).toEqual([0, isConstant ? 0 : 255]);
    }),
  );
});
