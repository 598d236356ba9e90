import { describe, expect, test } from 'vitest';
import { backendNote, engineNote } from '../../../demo/engine/engine-note.ts';
import { AdviceError, explainError, isCancelled } from '../../../demo/messages/explain-error.ts';
import { fileName } from '../../../demo/picture/file-name.ts';
import { writeHex } from '../../../demo/picture/write-hex.ts';
import { fewerFiles } from '../../../demo/pictures/fewer-files.ts';
import { pathOfPicture } from '../../../demo/predict/place-picture.ts';
import { OUTSIDE } from '../../../src/catalog/index-directory.ts';
import { noImages, noValidationImages } from '../../../src/catalog/no-images.ts';
import { ImageDatasetError } from '../../../src/errors.ts';
import { DECODABLE_EXTENSIONS, KERAS_EXTENSIONS } from '../../../src/supported-extensions.ts';

describe('an error', () => {
  test('of the library comes with what a visitor can do', () => {
    const error = new ImageDatasetError('permission', 'It may not be read.');
    expect(explainError(error)).toBe('It may not be read. Bring the folder again, and allow this page to read it.');
  });
  // It said: "or take labels: null for images without classes".
  test('for a folder without pictures has advice for visitors, not for who writes code', () => {
    const webp = { path: 'a/1.webp', reason: 'unsupported extension .webp' };
    expect(explainError(noImages([webp], KERAS_EXTENSIONS))).toBe(
      'No images found, 1 file left out: unsupported extension .webp (1). Each class takes a folder of its own, ' +
        'with files that end in .bmp, .gif, .jpeg, .jpg, .png; for others turn on “WebP and AVIF files too”.',
    );
    const flat = { path: '1.png', reason: OUTSIDE };
    expect(explainError(noImages([flat], DECODABLE_EXTENSIONS))).toMatch(/\(1\)\. Each class .* \.webp.*\.avif\.$/);
  });
  // It said: "Take a larger fraction or add files."
  test('about too few pictures names the control of the split', () => {
    expect(explainError(noValidationImages(0.2, 2))).toBe(
      'validationSplit 0.2 of 2 files gives 0 validation files. Bring more pictures, or raise “Validation split”.',
    );
  });
  test('about a file that the page has a switch for names the switch', () => {
    const error = new ImageDatasetError('decode', '"a. 1.jpg" is a WEBP file. Add it to the option.', {
      option: 'extensions',
      path: 'a. 1.jpg',
    });
    expect(explainError(error)).toBe('"a. 1.jpg" is a WEBP file. Turn on “WebP and AVIF files too”.');
  });
  test('of the page says it itself', () => {
    expect(explainError(new AdviceError('Take a JPEG.'))).toBe('Take a JPEG.');
  });
  test('that nobody expected asks for a reload', () => {
    expect(explainError(new TypeError('x is undefined'))).toContain('x is undefined. Reload the page');
  });
  test('is none where somebody closed a picker', () => {
    expect(isCancelled(new DOMException('closed', 'AbortError'))).toBe(true);
    expect(isCancelled(new DOMException('not found', 'NotFoundError'))).toBe(false);
  });
});

test('what tfjs computes on is named with the reason, and the engine in use', () => {
  const backend = { name: 'cpu', gpu: 'none', reason: 'this browser has no WebGPU here' } as const;
  expect(backendNote(backend)).toBe('tfjs computes on the processor: this browser has no WebGPU here.');
  expect(engineNote('cpu')).toBe('Pictures are prepared by the engine cpu, in workers on the processor.');
});

describe('the path of a single picture', () => {
  test('is its name, where that says a format', () => {
    expect(pathOfPicture({ name: 'Cat.JPG', type: '' })).toBe('Cat.JPG');
  });
  test('follows its type, where the name says none: a picture from the clipboard', () => {
    expect(pathOfPicture({ name: 'image', type: 'image/webp' })).toBe('picture.webp');
  });
  test('is refused for what no browser decodes', () => {
    expect(() => pathOfPicture({ name: 'IMG.HEIC', type: 'image/heic' })).toThrow('“IMG.HEIC” is no picture');
  });
});

test('a folder that comes back with fewer files says why that may be', () => {
  expect(fewerFiles(159, 158)).toMatch(/^There were 159 the last time: .* Drop the folder/);
  expect([fewerFiles(159, 159), fewerFiles(0, 159)]).toEqual([null, null]);
});

test('the name of a file is the end of its path', () => {
  expect([fileName('cats/1.jpg'), fileName('1.jpg')]).toEqual(['1.jpg', '1.jpg']);
});

test('bytes are shown as numbers and letters, eight in a line', () => {
  expect(writeHex(Uint8Array.from([0xff, 0xd8, ...Buffer.from('JFIF <b>')]))).toBe(
    'ff d8 4a 46 49 46 20 3c  ··JFIF <\n62 3e                    b>',
  );
});
