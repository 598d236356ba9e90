import { expect, expectTypeOf, test } from 'vitest';
import * as library from '../../src/index.ts';

test('the public API is what it is meant to be', () => {
  expect(Object.keys(library).sort()).toEqual([
    'ImageDatasetError',
    'PixelImage',
    'arrayToImg',
    'directoryFromDrop',
    'directoryFromFiles',
    'forgetDirectory',
    'imageDatasetFromDirectory',
    'imgToArray',
    'isImageDatasetError',
    'loadImg',
    'openDirectory',
    'restoreDirectory',
    'saveDirectory',
    'saveImg',
  ]);
});

/** The value of an option, but for its default. */
type Given<Name extends keyof library.ImageDatasetOptions> = NonNullable<library.ImageDatasetOptions[Name]>;

// The compiler looks at this one: who kept such a value had to derive its type.
test('what the options and the report hold has types with names', () => {
  expectTypeOf<library.LabelMode>().toEqualTypeOf<Given<'labelMode'>>();
  expectTypeOf<library.ColorMode>().toEqualTypeOf<Given<'colorMode'>>();
  expectTypeOf<library.Subset>().toEqualTypeOf<Given<'subset'>>();
  expectTypeOf<library.Interpolation>().toEqualTypeOf<Given<'interpolation'>>();
  expectTypeOf<library.DataFormatName>().toEqualTypeOf<Given<'dataFormat'>>();
  expectTypeOf<library.EngineChoice>().toEqualTypeOf<Given<'engine'>>();
  expectTypeOf<library.DecodeChoice>().toEqualTypeOf<Given<'decode'>>();
  expectTypeOf<library.CacheChoice>().toEqualTypeOf<Given<'cache'>>();
  expectTypeOf<library.WorkerSource>().toEqualTypeOf<Given<'worker'>>();
  expectTypeOf<library.CacheFacts>().toEqualTypeOf<NonNullable<library.DatasetReport['cache']>>();
  expectTypeOf<library.FlatArray>().toExtend<library.ArrayLike3D>();
});
