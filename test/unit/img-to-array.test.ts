import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayToImg, type ImgToArrayOptions, imgToArray, PixelImage, type PixelMode } from '../../src/index.ts';
import goldens from '../goldens/arrays.json';
import { anyPicture } from './any-picture.ts';

function pictureOf({ mode, width, height, data }: (typeof goldens.imgToArray)[number]): PixelImage {
  const types = { L: Uint8Array, RGB: Uint8Array, RGBA: Uint8Array, 'I;16': Uint16Array, I: Int32Array };
  return new PixelImage(mode as PixelMode, width, height, new types[mode as PixelMode](data));
}

describe("Keras' own", () => {
  test.each(goldens.imgToArray.map((golden) => [golden.mode, golden.width, golden.options, golden] as const))(
    'mode %s, %i wide, %o',
    (_mode, _width, _options, golden) => {
      const { shape, dtype, values } = golden.expected;
      const tensor = imgToArray(pictureOf(golden), golden.options as ImgToArrayOptions);
      expect(tensor).toMatchObject({ shape, dtype });
      expect([...tensor.dataSync()]).toEqual(values);
      tensor.dispose();
    },
  );
});

test('the tensor has its own numbers', () => {
  const picture = new PixelImage('I', 1, 1, Int32Array.of(5));
  const tensor = imgToArray(picture, { dtype: 'int32' });
  picture.data[0] = 6;
  expect([...tensor.dataSync()]).toEqual([5]);
  tensor.dispose();
});

test('there and back a picture is itself, in either data format', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPicture('L', 'RGB', 'RGBA'),
      fc.constantFrom('channelsLast', 'channels_first'),
      async (picture, dataFormat) => {
        const tensor = imgToArray(picture, { dataFormat });
        expect(await arrayToImg(tensor, { dataFormat, scale: false })).toEqual(picture);
        tensor.dispose();
      },
    ),
  );
});

test('there and back a picture of more than 8 bits becomes one of mode I, as in Keras, if it needs to', async () => {
  await fc.assert(
    fc.asyncProperty(anyPicture('I;16', 'I'), async (picture) => {
      const tensor = imgToArray(picture, { dtype: 'int32' });
      const { mode, data, width, height } = await arrayToImg(tensor, { dtype: 'int32', scale: false });
      tensor.dispose();
      expect([width, height]).toEqual([picture.width, picture.height]);
      const isDeep = Math.max(...picture.data) > 255;
      expect(mode).toBe(isDeep ? 'I' : 'L');
      expect([...data]).toEqual([...picture.data].map((value) => (isDeep ? value : value & 255)));
    }),
  );
});

test('as many tensors as were asked for', () => {
  const before = tf.memory().numTensors;
  imgToArray(new PixelImage('RGB', 1, 1, Uint8Array.of(1, 2, 3)), { dataFormat: 'channelsFirst' }).dispose();
  expect(tf.memory().numTensors).toBe(before);
});

const picture = new PixelImage('L', 1, 1, Uint8Array.of(1));

test.each<readonly [string, unknown, unknown, RegExp]>([
  [
    'a misspelt option',
    picture,
    { data_format: null },
    /There is no option 'data_format'. Did you mean 'dataFormat'\?/,
  ],
  ['a type that tfjs lacks', picture, { dtype: 'uint8' }, /the only types of numbers that tfjs has, not 'uint8'/],
  ['no picture', [[1]], {}, /img must be a PixelImage, .* not \[\[1\]\]/],
  ['nothing', undefined, {}, /not undefined/],
  ['an image that is not loaded', { naturalWidth: 0, naturalHeight: 0 }, {}, /has no pixels. Wait until it is loaded/],
])('%s: refused', (_, img, options, message) => {
  expect(() => imgToArray(img as PixelImage, options as ImgToArrayOptions)).toThrow(
    expect.objectContaining({ tag: 'invalid-option', message: expect.stringMatching(message) }),
  );
});
