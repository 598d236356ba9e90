import { expect, test } from 'vitest';
import { type LoadImgOptions, resolveLoadImgOptions } from '../../src/image/load-img-options.ts';

test("the defaults are Keras'", () => {
  expect(resolveLoadImgOptions({})).toEqual({
    request: { colorMode: 'rgb', size: undefined, interpolation: 'nearest', keepAspectRatio: false },
    signal: undefined,
    worker: undefined,
  });
});

test('the target size is height and width', () => {
  const { request } = resolveLoadImgOptions({ targetSize: [3, 7], keepAspectRatio: true, colorMode: 'grayscale' });
  expect(request).toEqual({
    colorMode: 'grayscale',
    size: { height: 3, width: 7 },
    interpolation: 'nearest',
    keepAspectRatio: true,
  });
});

test.each<[object | null, string | undefined, string]>([
  [{ target_size: [1, 1] }, 'target_size', "Did you mean 'targetSize'?"],
  [{ keepaspectRatoi: true }, 'keepaspectRatoi', "Did you mean 'keepAspectRatio'?"],
  [{ batchSize: 3 }, 'batchSize', 'The options are colorMode, targetSize'],
  [null, undefined, 'one object'],
  [{ colorMode: 'RGB' }, 'colorMode', "'grayscale', 'rgb' or 'rgba', not 'RGB'"],
  [{ targetSize: 224 }, 'targetSize', 'two integers above 0, not 224'],
  [{ targetSize: [1] }, 'targetSize', 'two integers'],
  [{ targetSize: [0, 1] }, 'targetSize', 'not [0, 1]'],
  [{ targetSize: [1, 2.5] }, 'targetSize', 'two integers'],
  [{ interpolation: 'area' }, 'interpolation', "'hamming', 'box' or 'lanczos', not 'area'"],
  [{ keepAspectRatio: 1 }, 'keepAspectRatio', 'true or false, not 1'],
  [{ signal: 1 }, 'signal', 'an AbortSignal'],
  [{ worker: 'worker.js' }, 'worker', 'a URL object or a function'],
])('%j is refused', (options, option, message) => {
  const resolve = (): unknown => resolveLoadImgOptions(options as LoadImgOptions);
  expect(resolve).toThrow(expect.objectContaining({ tag: 'invalid-option' }));
  expect(resolve).toThrow(message);
  if (option) expect(resolve).toThrow(expect.objectContaining({ option }));
});
