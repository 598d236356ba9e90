import { expect, test } from 'vitest';
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
