import { expect, expectTypeOf, test } from 'vitest';
import { ImageDatasetError, isImageDatasetError } from '../../src/errors.ts';

test('an error carries its context, and only what it has of it', () => {
  const cause = new Error('underneath');
  const error = new ImageDatasetError('decode', 'It is broken.', { path: 'a/b.png', cause });
  expect(error).toMatchObject({
    name: 'ImageDatasetError',
    tag: 'decode',
    message: 'It is broken.',
    path: 'a/b.png',
    cause,
  });
  expect(Object.keys(error).sort()).toEqual(['name', 'path', 'tag']);
});

test('the guard narrows by tag', () => {
  const error: unknown = new ImageDatasetError('limit', 'Too large.', { received: 2, allowed: 1 });
  expect(isImageDatasetError(error)).toBe(true);
  expect(isImageDatasetError(error, 'decode')).toBe(false);
  if (!isImageDatasetError(error, 'limit', 'gpu')) throw new Error('not narrowed');
  expectTypeOf(error.tag).toEqualTypeOf<'limit' | 'gpu'>();
});

test('the guard knows errors that lost their class, and no others', () => {
  const copy = Object.assign(new Error('Too large.'), { name: 'ImageDatasetError', tag: 'limit' });
  expect(isImageDatasetError(copy, 'limit')).toBe(true);
  expect(isImageDatasetError(new Error('other'))).toBe(false);
  expect(isImageDatasetError({ name: 'ImageDatasetError', tag: 'limit' })).toBe(false);
});
