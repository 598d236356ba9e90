import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS, type LoaderOptions } from '../../../demo/options/loader-options.ts';
import { writeLibraryCode } from '../../../demo/options/write-library-code.ts';
import { writePythonCode } from '../../../demo/options/write-python-code.ts';
import goldens from '../../goldens/demo.json';

describe('Python', () => {
  test('has all that the split and the pixels depend on', () => {
    expect(writePythonCode(DEFAULT_OPTIONS, 'flowers')).toBe(`import keras

train, validation = keras.utils.image_dataset_from_directory(
    "flowers",
    label_mode="categorical",
    color_mode="rgb",
    batch_size=16,
    image_size=(32, 32),
    seed=1337,
    validation_split=0.2,
    subset="both",
    interpolation="bilinear",
)
model.fit(train, validation_data=validation, epochs=5)
`);
  });
  test('has crop and pad', () => {
    expect(writePythonCode({ ...DEFAULT_OPTIONS, fit: 'crop' }, 'a')).toContain('    crop_to_aspect_ratio=True,\n');
    expect(writePythonCode({ ...DEFAULT_OPTIONS, fit: 'pad' }, 'a')).toContain('    pad_to_aspect_ratio=True,\n');
  });
  test('says where Keras does otherwise', () => {
    expect(writePythonCode({ ...DEFAULT_OPTIONS, upright: true }, 'a')).toContain('# Keras does not turn photographs');
    expect(writePythonCode({ ...DEFAULT_OPTIONS, decode: 'browser' }, 'a')).toContain('# Keras decodes as');
    expect(writePythonCode({ ...DEFAULT_OPTIONS, colorMode: 'rgba' }, 'a')).toContain('# Keras 3.6 has "rgba" for PNG');
  });
  test('is what was run in Keras, for the goldens that the page is tested against', () => {
    for (const { options, code } of goldens) {
      const chosen = { ...DEFAULT_OPTIONS, ...(options as Partial<LoaderOptions>) };
      expect(writePythonCode(chosen, 'pictures'), 'run test/goldens/make-goldens.py demo').toBe(code);
    }
  });
  test('takes any name for a text, and several folders for one that has to be named', () => {
    expect(writePythonCode(DEFAULT_OPTIONS, 'a"); import os #\n\\')).toContain('    "a\\"); import os #\\n\\\\",\n');
    expect(writePythonCode(DEFAULT_OPTIONS, '')).toContain('    "path/to/pictures",\n');
  });
});

describe("the library's lines", () => {
  test('have what differs from the defaults', () => {
    expect(
      writeLibraryCode({ ...DEFAULT_OPTIONS, fit: 'pad', interpolation: 'area', upright: true, decode: 'reduced' }),
    ).toBe(
      `import { imageDatasetFromDirectory, openDirectory } from 'tfjs-image-dataset';

const directory = await openDirectory(); // in a click
const [train, validation] = await imageDatasetFromDirectory(directory, {
  imageSize: 32,
  batchSize: 16,
  labelMode: 'categorical',
  validationSplit: 0.2,
  subset: 'both',
  seed: 1337,
  interpolation: 'area',
  padToAspectRatio: true,
  orientation: 'apply',
  decode: 'reduced',
  cache: 'memory',
  onError: 'skip',
});
await model.fitDataset(train, { validationData: validation, epochs: 5 });
`,
    );
  });
  test('keep nothing for later epochs where that is not wanted', () => {
    expect(writeLibraryCode({ ...DEFAULT_OPTIONS, cache: false })).not.toContain('cache');
  });
  test('start WebGPU where it is asked for', () => {
    const code = writeLibraryCode({ ...DEFAULT_OPTIONS, engine: 'webgpu' });
    expect(code).toContain("import '@tensorflow/tfjs-backend-webgpu';\n");
    expect(code).toContain("await tf.setBackend('webgpu');\nconst directory");
    expect(code).toContain("  engine: 'webgpu',\n");
  });
});
