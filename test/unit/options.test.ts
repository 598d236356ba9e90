import { afterEach, describe, expect, test, vi } from 'vitest';
import { ImageDatasetError } from '../../src/errors.ts';
import { nearestName } from '../../src/options/nearest-name.ts';
import type { ImageDatasetOptions } from '../../src/options/option-types.ts';
import { resolveOptions } from '../../src/options/resolve-options.ts';

/** The error for options that TypeScript may refuse as well. */
function refusal(options: unknown): ImageDatasetError {
  try {
    resolveOptions(options as ImageDatasetOptions);
  } catch (error) {
    if (error instanceof ImageDatasetError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('defaults', () => {
  test('are those of Keras', () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
    vi.spyOn(Math, 'random').mockReturnValue(0.1234567);
    expect(resolveOptions()).toEqual({
      labels: { kind: 'inferred', classNames: null },
      labelMode: 'int',
      labelDtype: 'int32',
      channels: 3,
      batchSize: 32,
      height: 256,
      width: 256,
      fit: 'stretch',
      interpolation: 'bilinear',
      shuffle: true,
      seed: 123456,
      split: null,
      dataFormat: 'channelsLast',
      verbose: true,
      engine: 'auto',
      onError: 'raise',
      decode: 'exact',
      orientation: 'ignore',
      extensions: ['.bmp', '.gif', '.jpeg', '.jpg', '.png'],
      workers: 3,
      maxBytesInFlight: 268435456,
      cache: false,
      cacheBytes: 536870912,
      worker: undefined,
      signal: undefined,
      onProgress: undefined,
    });
  });

  test('are meant by undefined', () => {
    const seed = 1;
    const options = { labels: undefined, batchSize: undefined, subset: undefined, workers: undefined, seed };
    expect(resolveOptions(options)).toEqual(resolveOptions({ seed }));
  });

  test.each([
    [undefined, 1],
    [{}, 1],
    [{ hardwareConcurrency: 1 }, 1],
    [{ hardwareConcurrency: 2 }, 1],
    [{ hardwareConcurrency: 9 }, 8],
    [{ hardwareConcurrency: 64 }, 8],
  ])('navigator %o means %i workers', (navigator, workers) => {
    vi.stubGlobal('navigator', navigator);
    expect(resolveOptions().workers).toBe(workers);
  });

  test.each([
    [undefined, 512],
    [{ deviceMemory: 8 }, 512],
    [{ deviceMemory: 1 }, 256],
  ])('navigator %o means a cache of %i MiB in memory', (navigator, mebibytes) => {
    vi.stubGlobal('navigator', navigator);
    expect(resolveOptions().cacheBytes).toBe(mebibytes * 2 ** 20);
    expect(resolveOptions({ cache: 'disk' }).cacheBytes).toBe(2 ** 31);
  });

  test('a drawn seed is an integer below a million', () => {
    for (let i = 0; i < 100; i++) {
      const { seed } = resolveOptions();
      expect(Number.isInteger(seed) && seed >= 0 && seed < 1e6).toBe(true);
    }
  });
});

describe('what is accepted', () => {
  test('the result is frozen, and shares no list with the caller', () => {
    const classNames = ['a', 'b'];
    const resolved = resolveOptions({ classNames, validationSplit: 0.5, subset: 'both', seed: 1 });
    classNames.push('c');
    expect(resolved.labels).toEqual({ kind: 'inferred', classNames: ['a', 'b'] });
    expect([resolved, resolved.labels, resolved.split].every(Object.isFrozen)).toBe(true);
  });

  test.each([[[3, -1, 2147483647]], [Int32Array.of(3, -1, 2147483647)], [Float64Array.of(3, -1, 2147483647)]])(
    'labels %o',
    (labels) => {
      const resolved = resolveOptions({ labels }).labels;
      expect(resolved).toEqual({ kind: 'explicit', values: Int32Array.of(3, -1, 2147483647) });
    },
  );

  test.each([{ labels: null }, { labelMode: null }, { labels: [1, 2], labelMode: null }])(
    '%o is no labels',
    (given) => {
      expect(resolveOptions(given)).toMatchObject({ labels: { kind: 'none' }, labelMode: null });
    },
  );

  test.each([
    [{ imageSize: 96 }, { height: 96, width: 96 }],
    [{ imageSize: [3, 500] as const }, { height: 3, width: 500 }],
    [{ colorMode: 'grayscale' as const }, { channels: 1 }],
    [{ colorMode: 'rgba' as const }, { channels: 4 }],
    [{ batchSize: null }, { batchSize: null }],
    [{ cropToAspectRatio: true }, { fit: 'crop' }],
    [
      { padToAspectRatio: true, interpolation: 'gaussian' as const },
      { fit: 'pad', interpolation: 'gaussian' },
    ],
    [{ interpolation: 'Lanczos3' as 'lanczos3' }, { interpolation: 'lanczos3' }],
    [{ dataFormat: 'channels_first' as const }, { dataFormat: 'channelsFirst' }],
    [{ dataFormat: 'CHANNELS_LAST' as 'channels_last' }, { dataFormat: 'channelsLast' }],
    [{ seed: 4294967295 }, { seed: 4294967295 }],
    [
      { shuffle: false, seed: -5 },
      { seed: -5, shuffle: false },
    ],
    [{ validationSplit: 0 }, { split: null }],
    [
      { validationSplit: 0.3, subset: 'training' as const, shuffle: false },
      { split: { fraction: 0.3, subset: 'training' } },
    ],
    [{ followLinks: true, verbose: false }, { verbose: false }],
  ])('%o', (given, expected) => {
    expect(resolveOptions(given)).toMatchObject(expected);
  });

  test('what the platform brings is handed on', () => {
    const { signal } = new AbortController();
    const onProgress = () => {};
    const worker = new URL('https://example.org/worker.js');
    expect(resolveOptions({ signal, onProgress, worker })).toMatchObject({ signal, onProgress, worker });
  });
});

describe('what is refused', () => {
  test.each([
    ['labels', { labels: 'folders' }],
    ['labels', { labels: true }],
    ['labels', { labels: new Set([1]) }],
    ['labels', { labels: () => [1] }],
    ['labels', { labels: [0, 1.5] }],
    ['labels', { labels: [0, '1'] }],
    ['labels', { labels: [0, null] }],
    ['labels', { labels: [0, NaN] }],
    ['labels', { labels: [2147483648] }],
    ['classNames', { labels: [0], classNames: ['a'] }],
    ['classNames', { labels: [0], classNames: ['a'], labelMode: null }],
    ['classNames', { classNames: 'cat' }],
    ['classNames', { classNames: '' }],
    ['classNames', { classNames: ['cat', 1] }],
    ['imageSize', { imageSize: true }],
    ['imageSize', { imageSize: NaN }],
    ['imageSize', { imageSize: 8.5 }],
    ['imageSize', { imageSize: 0 }],
    ['imageSize', { imageSize: [8, 0] }],
    ['imageSize', { imageSize: [8, '8'] }],
    ['imageSize', { imageSize: Int32Array.of(8, 8) }],
    ['interpolation', { interpolation: ['nearest'] }],
    ['validationSplit', { validationSplit: NaN }],
    ['validationSplit', { validationSplit: NaN, subset: 'both' }],
    ['validationSplit', { validationSplit: true, subset: 'both', seed: 1 }],
    ['validationSplit', { validationSplit: false }],
    ['validationSplit', { validationSplit: '0.2', subset: 'both', seed: 1 }],
    ['validationSplit', { validationSplit: '', seed: 1 }],
    ['seed', { seed: true }],
    ['seed', { seed: '1' }],
    ['seed', { seed: NaN }],
    ['seed', { validationSplit: 0.2, subset: 'both' }],
    ['batchSize', { batchSize: true }],
    ['batchSize', { batchSize: '32' }],
    ['batchSize', { batchSize: NaN, shuffle: false }],
    ['batchSize', { batchSize: 0 }],
    ['dataFormat', { dataFormat: ['channelsLast'] }],
    ['engine', { engine: 'webgl' }],
    ['engine', { engine: null }],
    ['labelDtype', { labelDtype: 'int64' }],
    ['onError', { onError: 'ignore' }],
    ['workers', { workers: 0 }],
    ['workers', { workers: 1.5 }],
    ['workers', { workers: true }],
    ['maxBytesInFlight', { maxBytesInFlight: 0 }],
    ['maxBytesInFlight', { maxBytesInFlight: NaN }],
    ['maxBytesInFlight', { maxBytesInFlight: '1e9' }],
    ['cache', { cache: true }],
    ['cache', { cache: 'opfs' as 'disk' }],
    ['cacheBytes', { cacheBytes: 0 }],
    ['worker', { worker: './worker.js' }],
    ['signal', { signal: new AbortController() }],
    ['onProgress', { onProgress: true }],
  ])('%s, as in %o', (option, given) => {
    const error = refusal(given);
    expect(error).toMatchObject({ tag: 'invalid-option', option });
    expect(error).toHaveProperty('received');
    expect(error).toHaveProperty('allowed');
    expect(error.message).toContain(option === 'labels' ? 'abels' : option);
  });

  test('our own options come after those of Keras', () => {
    expect(refusal({ engine: 'webgl', batchSize: 0 }).option).toBe('batchSize');
  });

  test('a wrong label is named', () => {
    const error = refusal({ labels: [0, 1, 2.5] });
    expect(error.message).toContain('labels[2] is 2.5');
    expect(error.received).toBe(2.5);
  });
});

describe('a name that is no option', () => {
  test('comes before anything else, and the nearest name is told', () => {
    const error = refusal({ labels: 'folders', image_size: [8, 8] });
    expect(error).toMatchObject({ tag: 'invalid-option', option: 'image_size', received: [8, 8] });
    expect(error.allowed).toContain('imageSize');
    expect(error.message).toContain("'imageSize'");
  });

  test.each(['augment', 'toString', '0'])('%s', (name) => {
    const error = refusal({ [name]: undefined });
    expect(error).toMatchObject({ tag: 'invalid-option', option: name });
    expect(error.message).not.toContain('Did you mean');
  });

  test.each([null, 'inferred', 32])('%o is no object with options', (given) => {
    expect(refusal(given)).toMatchObject({ tag: 'invalid-option', received: given });
  });
});

test.each([
  ['crop_to_aspect_ratio', 'cropToAspectRatio'],
  ['BATCHSIZE', 'batchSize'],
  ['imgSize', 'imageSize'],
  ['image_shape', 'imageSize'],
  ['validation_splits', 'validationSplit'],
  ['sede', 'seed'],
  ['size', null],
  ['', null],
])('the name nearest to %o is %o', (name, expected) => {
  const known = [
    'labels',
    'seed',
    'batchSize',
    'imageSize',
    'validationSplit',
    'cropToAspectRatio',
    'padToAspectRatio',
  ];
  expect(nearestName(name, known)).toBe(expected);
});

describe('extensions', () => {
  test('may name what browsers decode, in any case', () => {
    expect(resolveOptions({ extensions: ['.JPG', '.webp'] }).extensions).toEqual(['.jpg', '.webp']);
  });

  test.each([{ extensions: ['.tiff'] }, { extensions: ['jpg'] }, { extensions: [] }, { extensions: 'jpg' }])(
    '%j is refused',
    (wrong) => {
      expect(() => resolveOptions(wrong as object)).toThrow(
        expect.objectContaining({ tag: 'invalid-option', option: 'extensions' }),
      );
    },
  );
});
