import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import { encodeLabels } from '../../src/catalog/encode-labels.ts';
import type { ImageDatasetOptions } from '../../src/options/option-types.ts';
import { resolveOptions } from '../../src/options/resolve-options.ts';
import { listingOf } from './listing.ts';

const flat = (count: number): string[] => Array.from({ length: count }, (_, i) => `${String(i).padStart(5, '0')}.png`);

const catalogOf = (tree: readonly string[], options: ImageDatasetOptions): Catalog =>
  buildCatalog(listingOf(tree), resolveOptions(options));

const pathsOf = (catalog: Catalog): string[][] => catalog.parts.map((part) => part.files.map((file) => file.path));

describe('split', () => {
  test.each([
    [10, 0.2, 2],
    [100, 0.29, 28],
    [100, 0.57, 56],
    [2, 0.99, 1],
  ])('%i files by %f leave %i for validation', (count, validationSplit, expected) => {
    const { parts } = catalogOf(flat(count), { labels: null, validationSplit, subset: 'both', seed: 1 });
    expect(parts.map((part) => part.files.length)).toEqual([count - expected, expected]);
  });

  test('training and validation have no file in common and leave none out', () => {
    const fractions = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fractions,
        seeds,
        fc.boolean(),
        (count, fraction, seed, shuffle) => {
          fc.pre(Math.trunc(fraction * count) > 0);
          const tree = flat(count).map((path, i) => `${i % 3}/${path}`);
          const options = { validationSplit: fraction, seed, shuffle };
          const both = catalogOf(tree, { ...options, subset: 'both' });
          const training = catalogOf(tree, { ...options, subset: 'training' });
          const validation = catalogOf(tree, { ...options, subset: 'validation' });
          expect(pathsOf(both)).toEqual([...pathsOf(training), ...pathsOf(validation)]);
          expect(pathsOf(both).flat().sort()).toEqual(tree.toSorted());
          for (const { files, labels } of both.parts) {
            expect(Array.from(labels!, String)).toEqual(files.map((file) => file.path.split('/')[0]));
          }
        },
      ),
    );
  });

  test('validation is reshuffled each epoch, except beside training', () => {
    const shuffles = (options: ImageDatasetOptions) =>
      catalogOf(flat(10), { labels: null, validationSplit: 0.5, seed: 1, ...options }).parts.map((it) => it.shuffle);
    expect(shuffles({ subset: 'training' })).toEqual([true]);
    expect(shuffles({ subset: 'validation' })).toEqual([true]);
    expect(shuffles({ subset: 'both' })).toEqual([true, false]);
    expect(shuffles({ subset: 'both', shuffle: false })).toEqual([false, false]);
  });

  test('a split that comes to less than a file leaves all to training', () => {
    const options = { labels: null, validationSplit: 0.1, shuffle: false } as const;
    const training = catalogOf(flat(7), { ...options, subset: 'training' });
    expect(pathsOf(training)).toEqual([flat(7)]);
    expect(training.messages).toEqual(['Found 7 files.', 'Using 7 files for training.']);
    for (const subset of ['validation', 'both'] as const) {
      expect(() => catalogOf(flat(7), { ...options, subset })).toThrow(
        expect.objectContaining({
          tag: 'no-images',
          option: 'validationSplit',
          received: 0.1,
          message: expect.stringContaining('validationSplit 0.1 of 7 files gives 0 validation files'),
        }),
      );
    }
  });

  test("the caller's labels stay as they are", () => {
    const labels = Int32Array.of(0, 1, 2, 3);
    const [part] = catalogOf(flat(4), { labels, seed: 1337 }).parts;
    expect(part!.labels).not.toEqual(labels);
    expect(labels).toEqual(Int32Array.of(0, 1, 2, 3));
  });
});

describe('no images', () => {
  test('the error says what is there instead', () => {
    const tree = ['.h/1.png', 'a/1.heic', 'a/2.HEIC', 'a/3.heic', 'a/4.txt', 'a/5.txt'];
    expect(() => catalogOf(tree, {})).toThrow(
      expect.objectContaining({
        tag: 'no-images',
        allowed: ['.bmp', '.gif', '.jpeg', '.jpg', '.png'],
        message:
          'No images found, 6 files left out: unsupported extension .heic (3), unsupported extension .txt (2), ' +
          'in a hidden folder (1). Choose a directory with files that end in .bmp, .gif, .jpeg, .jpg, .png.',
      }),
    );
  });

  test('images that lie in no folder belong into one for each class: their extensions are right', () => {
    const advice =
      'Put the images of each class into a folder of their own, or take labels: null for images without classes.';
    expect(() => catalogOf(['1.JPEG', '2.JPEG', '1.txt', '2.txt', '3.txt'], {})).toThrow(
      `No images found, 5 files left out: unsupported extension .txt (3), outside of the class folders (2). ${advice}`,
    );
    expect(() => catalogOf(['1.png'], {})).toThrow(
      `No images found, 1 file left out: outside of the class folders (1). ${advice}`,
    );
  });

  test('files that can be decoded need their extension, unless more images lie in no folder', () => {
    const webp = ['a/1.webp', 'a/2.WEBP', 'b/1.webp'];
    const texts = ['a/1.txt', 'a/2.txt', 'b/1.txt', 'b/2.txt'];
    const advice = "Add '.webp' to the option 'extensions' to take these files too.";
    expect(() => catalogOf([...webp, ...texts, '1.png', '2.png'], {})).toThrow(
      'No images found, 9 files left out: unsupported extension .txt (4), unsupported extension .webp (3), ' +
        `outside of the class folders (2). ${advice}`,
    );
    expect(() => catalogOf(webp, { labels: null })).toThrow(advice);
    expect(() => catalogOf(['a/1.png'], { extensions: ['.jpg'] })).toThrow("Add '.png' to the option 'extensions'");
    expect(() => catalogOf([...webp, '1.png', '2.png', '3.png', '4.png'], {})).toThrow('into a folder of their own');
  });

  test('an empty directory has nothing to say', () => {
    expect(() => catalogOf([], { labels: null })).toThrow(/^No images found, no files at all\./);
  });
});

describe('messages', () => {
  const tree = ['a/1.png', 'a/2.png', 'b/1.png', 'b/2.png'];

  test.each([
    [{}, ['Found 4 files belonging to 2 classes.']],
    [{ labels: null }, ['Found 4 files.']],
    [{ verbose: false }, []],
    [{ validationSplit: 0.25, subset: 'training' as const, seed: 1, verbose: false }, ['Using 3 files for training.']],
    [
      { validationSplit: 0.25, subset: 'both' as const, seed: 1 },
      ['Found 4 files belonging to 2 classes.', 'Using 3 files for training.', 'Using 1 files for validation.'],
    ],
  ])('%o', (options, messages) => {
    expect(catalogOf(tree, options).messages).toEqual(messages);
  });
});

describe('encoded labels', () => {
  test.each([
    ['int', 'int32', { data: Int32Array.of(2, 0, -1), width: null }],
    ['int', 'float32', { data: Float32Array.of(2, 0, -1), width: null }],
    ['binary', 'int32', { data: Float32Array.of(2, 0, -1), width: 1 }],
    ['categorical', 'int32', { data: Float32Array.of(0, 0, 1, 1, 0, 0, 0, 0, 0), width: 3 }],
  ] as const)('%s as %s', (mode, dtype, expected) => {
    expect(encodeLabels(Int32Array.of(2, 0, -1), mode, 3, dtype)).toEqual(expected);
  });

  test('a label that is no index of a class has no one in its row', () => {
    expect(encodeLabels([1, 2, 3], 'categorical', 3, 'int32').data).toEqual(Float32Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0));
  });
});
