import { describe, expect, test } from 'vitest';
import { backendNote, engineNote } from '../../../demo/engine/engine-note.ts';
import { AdviceError, explainError, isCancelled } from '../../../demo/messages/explain-error.ts';
import { fileName } from '../../../demo/picture/file-name.ts';
import { writeHex } from '../../../demo/picture/write-hex.ts';
import { fewerFiles } from '../../../demo/pictures/fewer-files.ts';
import { pathOfPicture } from '../../../demo/predict/place-picture.ts';
import { OUTSIDE } from '../../../src/catalog/index-directory.ts';
import { noImages, noValidationImages } from '../../../src/catalog/no-images.ts';
import { openDirectory } from '../../../src/directory/open-directory.ts';
import { readError } from '../../../src/directory/read-error.ts';
import { checkBatchBytes } from '../../../src/engine/batch-limit.ts';
import { createEngine } from '../../../src/engine/choose-engine.ts';
import { inErrorScope } from '../../../src/engine/error-scope.ts';
import { checkFits } from '../../../src/engine/gpu-memory.ts';
import { ImageDatasetError } from '../../../src/errors.ts';
import { unwrap, withPath } from '../../../src/pool/picture-errors.ts';
import { connectWorker } from '../../../src/pool/worker-connection.ts';
import { DECODABLE_EXTENSIONS, KERAS_EXTENSIONS } from '../../../src/supported-extensions.ts';

describe('an error', () => {
  test('of the library comes with what a visitor can do', () => {
    const error = readError('folder', 'cats', new DOMException('no', 'NotAllowedError'));
    expect(explainError(error)).toBe(
      "The folder 'cats' may not be read by this page. Bring the folder again, and allow this page to read it.",
    );
  });
  // It said: "Let the user open the folder again. Bring the folder again."
  test('has advice once', () => {
    const error = readError('file', 'cats/1.jpg', new DOMException('no', 'NotFoundError'));
    expect(explainError(error)).toBe(
      "The file 'cats/1.jpg' is not there any more: moved, renamed or deleted. Bring the folder again.",
    );
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
  // It went on: "Drop the folder on the page instead."
  test("about what is wrong with a file is the library's own", () => {
    const reason = 'it is a BMP file of 4 bits per pixel; TensorFlow reads 8, 24 and 32';
    const error = errorOf(() => unwrap({ ok: false, tag: 'unsupported', reason }, 'a.bmp', new Blob(['x']), 'bmp'));
    expect(explainError(error)).toBe(`'a.bmp' (1 bytes, BMP) can't be used: ${reason}.`);
  });
  test('for want of a folder picker says what there is instead', async () => {
    const error = await openDirectory().catch((error: unknown) => error);
    expect(explainError(error)).toBe('There is no way to choose a folder here. Drop the folder on the page instead.');
  });
  describe('that names options of the library names the controls of the page', () => {
    const shape = { target: { width: 512, height: 512 }, channels: 3 } as const;
    const gpu = { device: { limits: { maxBufferSize: 1000, maxStorageBufferBindingSize: 1000 } }, isSoftware: false };

    test('a batch is too large', () => {
      expect(explainError(errorOf(() => checkBatchBytes(32, shape as never, 'webgpu', gpu as never)))).toMatch(
        /that this GPU takes\. Use a smaller “Batch size” or “Image size”, or the engine “cpu”\.$/,
      );
    });
    test('a picture is too large for the GPU', () => {
      const bytes = { uploads: 2000, scratch: 0, sums: 0 };
      expect(explainError(errorOf(() => checkFits(gpu.device as never, bytes, 'a. 1.jpg')))).toBe(
        "'a. 1.jpg' can't be used: it takes 2000 bytes on the GPU, which gives 1000 to a buffer. " +
          'Use the engine “cpu”, or make it smaller.',
      );
    });
    test('the GPU refuses a batch', async () => {
      const device = { pushErrorScope() {}, popErrorScope: async () => ({ message: 'Out of memory.' }) };
      const error = await inErrorScope(device as never, () => {}).check.catch((error: unknown) => error);
      expect(explainError(error)).toBe(
        'The GPU refused a batch: Out of memory. Use a smaller “Batch size” or “Image size”, or the engine “cpu”.',
      );
    });
    test('there is no GPU', () => {
      expect(explainError(errorOf(() => createEngine('webgpu', null, shape as never)))).toBe(
        'This browser has no WebGPU here. Choose the engine “auto”, or another browser.',
      );
    });
    test('a worker is lost, or does not start', async () => {
      const connect = (signal: AbortSignal): Promise<unknown> => {
        const refuse = (): never => {
          throw new Error('no');
        };
        return connectWorker(refuse, { signal, onLost() {} }).catch((error: unknown) => error);
      };
      expect(explainError(withPath(await connect(AbortSignal.abort()), 'a.jpg'))).toBe(
        'A decoding worker was lost: it was ended. Try again to go on with a new one; if it happens often, ' +
          "choose the decoding “reduced”. (It was working on 'a.jpg'.)",
      );
      expect(explainError(await connect(new AbortController().signal))).toBe(
        'The decoding worker did not start: the browser refused it. Reload the page, or take another browser.',
      );
    });
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

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

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
