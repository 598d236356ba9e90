import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileIndex, indexListing } from '../../src/catalog/index-directory.ts';
import { compareCodePoints } from '../../src/compare-code-points.ts';
import type { Listing } from '../../src/directory/file-source.ts';
import type { ImageDatasetOptions } from '../../src/options/option-types.ts';
import { resolveOptions } from '../../src/options/resolve-options.ts';
import { hasExtension, KERAS_EXTENSIONS } from '../../src/supported-extensions.ts';
import { listingOf } from './listing.ts';

const index = (listing: Listing, options: ImageDatasetOptions = {}): FileIndex =>
  indexListing(listing, resolveOptions(options));

const paths = ({ files }: FileIndex): string[] => files.map((file) => file.path);

/** Names that compete with the separator, and code points on both sides of the surrogates. */
const letters = fc.constantFrom('a', 'b', 'B', '0', '-', '.', ' ', '!', 'é', '\ue000', '\uffee', '\u{10000}', '😀');
const names = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const images = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.png`);
const trees = fc.uniqueArray(images, { maxLength: 40 });

const pythonOrder = (a: string, b: string): number => {
  const [pointsOfA, pointsOfB] = [a, b].map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const differing = pointsOfA!.findIndex((point, i) => point !== pointsOfB![i]);
  if (differing === -1) return pointsOfA!.length - pointsOfB!.length;
  return pointsOfA![differing]! - (pointsOfB![differing] ?? -1);
};

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const byFolderAndName = (a: string, b: string): number => pythonOrder(folderOf(a), folderOf(b)) || pythonOrder(a, b);

describe('order', () => {
  test('strings compare as in Python', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), names);
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(pythonOrder(a, b)));
      }),
    );
  });

  test('a separator competes with the characters of names', () => {
    const roots = ['b', 'b/.hid', 'b/A', 'b/a', 'b/a b', 'b/a,b', 'b/a-b', 'b/a.b', 'b/a/sub', 'b/a0'];
    const tree = roots.map((root) => `${root}/x.png`);
    expect(paths(index(listingOf(tree.toReversed())))).toEqual(tree);
  });

  test('names of files in one folder', () => {
    const tree = ['._r.jpg', '.jpg', '10.png', '2.png', 'Z.png', 'k.JPG', 'é.png', '\uffee.png', '😀.png'];
    expect(paths(index(listingOf(tree.toReversed()), { labels: null }))).toEqual(tree);
  });

  test('equals a sort by folder and name', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(paths(index(listingOf(tree), { labels: null }))).toEqual(tree.toSorted(byFolderAndName));

        const { files, classNames, labels } = index(listingOf(tree));
        const tops = [...new Set(tree.filter((path) => path.includes('/')).map((path) => path.split('/')[0]!))];
        expect(classNames).toEqual(tops.filter((top) => !top.startsWith('.')).sort(pythonOrder));
        expect(files.map((file) => file.path)).toEqual(
          classNames!.flatMap((name) => tree.filter((path) => path.startsWith(`${name}/`)).sort(byFolderAndName)),
        );
        expect(Array.from(labels!, (label) => classNames![label])).toEqual(
          files.map((file) => file.path.split('/')[0]),
        );
      }),
    );
  });
});

describe('what is left out', () => {
  const tree = ['.h/1.png', 'a/1.png', 'a/2.webp', 'a/read.me.TXT', 'a/LICENSE', 'b/1.png', 'b/.x/1.png', 'root.png'];

  test('is named with its reason', () => {
    const { files, ignored } = index(listingOf(tree), { classNames: ['b'] });
    expect(files.map((file) => file.path)).toEqual(['b/1.png', 'b/.x/1.png']);
    expect(ignored).toEqual([
      { path: 'root.png', reason: 'outside of the class folders' },
      { path: '.h/1.png', reason: 'in a hidden folder' },
      { path: 'a/1.png', reason: 'class not in classNames' },
      { path: 'a/2.webp', reason: 'unsupported extension .webp' },
      { path: 'a/LICENSE', reason: 'no extension' },
      { path: 'a/read.me.TXT', reason: 'unsupported extension .txt' },
    ]);
  });

  test('without labels is only what is no image', () => {
    const { ignored } = index(listingOf(tree), { labels: null });
    expect(ignored.map(({ path }) => path)).toEqual(
      tree.filter((path) => !hasExtension(path, KERAS_EXTENSIONS)).sort(),
    );
  });

  test('and what is taken make up the listing', () => {
    const anyName = fc.tuple(images, fc.constantFrom('', '.txt', '.JPG')).map(([path, end]) => path + end);
    fc.assert(
      fc.property(fc.uniqueArray(anyName), fc.constantFrom('inferred' as const, null), (files, labels) => {
        const result = index(listingOf(files), { labels });
        const all = [...paths(result), ...result.ignored.map(({ path }) => path)];
        expect(all.sort()).toEqual(files.toSorted());
      }),
    );
  });
});

describe('classes', () => {
  test('are folders without files too, and folders that only a file tells of', () => {
    const listing = listingOf(['b/c/1.png', 'a/deep/']);
    expect(index(listing).classNames).toEqual(['a', 'b']);
  });

  test('that are not there are named, beside those that are', () => {
    const listing = listingOf(['a/1.png', 'b/1.png']);
    expect(() => index(listing, { classNames: ['b', 'z'] })).toThrow(
      expect.objectContaining({
        tag: 'class-names',
        option: 'classNames',
        received: ['b', 'z'],
        allowed: ['a', 'b'],
        message: expect.stringMatching(/'z'.*'a', 'b'/),
      }),
    );
  });

  test('of a list of labels are its values in the order of numbers', () => {
    const listing = listingOf(['1.png', '2.png', '3.png', '4.png']);
    expect(index(listing, { labels: [10, 9, -2, 9] })).toMatchObject({
      labels: Int32Array.of(10, 9, -2, 9),
      classNames: ['-2', '9', '10'],
    });
  });

  test('must be two for binary labels', () => {
    const thrown = expect.objectContaining({ tag: 'class-names', option: 'labelMode', received: ['a'], allowed: 2 });
    expect(() => index(listingOf(['a/1.png']), { labelMode: 'binary' })).toThrow(thrown);
  });

  test('labels must be as many as images', () => {
    const thrown = expect.objectContaining({
      tag: 'label-count',
      option: 'labels',
      message: expect.stringMatching(/ 3 labels .* 2 images/),
    });
    expect(() => index(listingOf(['a.png', 'b.png', 'c.txt']), { labels: [1, 2, 3] })).toThrow(thrown);
  });
});

test('a hundred thousand files are indexed', () => {
  const tree = Array.from({ length: 100_000 }, (_, i) => `class ${i % 100}/series ${i % 1000}/image ${i}.jpg`);
  const { files, labels, classNames, ignored } = index(listingOf(tree));
  expect([files.length, labels!.length, classNames!.length, ignored.length]).toEqual([100_000, 100_000, 100, 0]);
});

test('classNames may name a class without files where empty folders do not show', () => {
  const listing = { ...listingOf(['a/1.png']), showsEmptyDirectories: false };
  const options = resolveOptions({ classNames: ['b', 'a'] });
  expect(indexListing(listing, options)).toMatchObject({ classNames: ['b', 'a'], labels: Int32Array.of(1) });
});

test.each([
  ['.b'],
  // An empty name made a class of the files outside of the class folders.
  [''],
  ['a/b'],
  ['root.png'],
])('classNames may not name %j, which no empty folder is called, where those do not show', (name) => {
  const listing = { ...listingOf(['a/1.png', 'a/b/2.png', 'root.png']), showsEmptyDirectories: false };
  const options = resolveOptions({ classNames: ['a', name] });
  expect(() => indexListing(listing, options)).toThrow(expect.objectContaining({ tag: 'class-names' }));
});
