import { describe, expect, test } from 'vitest';
import { writeUsage } from '../../../demo/export/write-usage.ts';
import { isForBrowser } from '../../../demo/options/browser-formats.ts';
import { DEFAULT_OPTIONS, type LoaderOptions } from '../../../demo/options/loader-options.ts';
import { writeLibraryCode } from '../../../demo/options/write-library-code.ts';
import { writePythonCode } from '../../../demo/options/write-python-code.ts';
import { DECODABLE_EXTENSIONS } from '../../../src/supported-extensions.ts';
import goldens from '../../goldens/demo.json';

describe('Python', () => {
  const flowers = { folder: 'flowers', epochs: 8, broken: [] };

  test('has all that the split and the pixels depend on', () => {
    expect(writePythonCode(DEFAULT_OPTIONS, flowers)).toBe(`import keras

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

# A model to begin with: put yours here.
model = keras.Sequential(
    [
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.Flatten(),
        keras.layers.Dense(len(train.class_names), activation="softmax"),
    ]
)
model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(train, validation_data=validation, epochs=8)
`);
  });
  test('has crop and pad', () => {
    expect(writePythonCode({ ...DEFAULT_OPTIONS, fit: 'crop' }, flowers)).toContain('    crop_to_aspect_ratio=True,\n');
    expect(writePythonCode({ ...DEFAULT_OPTIONS, fit: 'pad' }, flowers)).toContain('    pad_to_aspect_ratio=True,\n');
  });
  test('says where Keras does otherwise', () => {
    expect(writePythonCode({ ...DEFAULT_OPTIONS, upright: true }, flowers)).toContain(
      '# Keras does not turn photographs',
    );
    expect(writePythonCode({ ...DEFAULT_OPTIONS, decode: 'browser' }, flowers)).toContain('# Keras decodes as');
    expect(writePythonCode({ ...DEFAULT_OPTIONS, webpAndAvif: true }, flowers)).toContain(
      '# Keras leaves files named .webp and .avif out',
    );
    expect(writePythonCode({ ...DEFAULT_OPTIONS, colorMode: 'rgba' }, flowers)).toContain(
      '# Keras 3.6 has "rgba" for PNG',
    );
  });
  test('names broken files, at which Keras stops, and nothing of their names is run', () => {
    const broken = ['a/1.jpg', 'a/2\nimport os', 'b/3.jpg', 'b/4.jpg', 'b/5.jpg'];
    expect(writePythonCode(DEFAULT_OPTIONS, { ...flowers, broken })).toContain(`
# 5 files are broken, and Keras stops at them: "a/1.jpg", "a/2\\nimport os", "b/3.jpg" and 2 more.
# Take them out of the folder. That changes the split: bring the folder to the page again, too.
train, `);
    expect(writePythonCode(DEFAULT_OPTIONS, { ...flowers, broken: ['a/1.jpg'] })).toContain(`
# 1 file is broken, and Keras stops at it: "a/1.jpg".
# Take it out`);
  });
  test('is what was run in Keras, for the goldens that the page is tested against', () => {
    for (const { options, code } of goldens) {
      const chosen = { ...DEFAULT_OPTIONS, ...(options as Partial<LoaderOptions>) };
      expect(
        writePythonCode(chosen, { folder: 'pictures', epochs: 1, broken: [] }),
        'run test/goldens/make-goldens.py demo',
      ).toBe(code);
    }
  });
  test('takes any name for a text, and several folders for one that has to be named', () => {
    expect(writePythonCode(DEFAULT_OPTIONS, { ...flowers, folder: 'a"); import os #\n\\' })).toContain(
      '    "a\\"); import os #\\n\\\\",\n',
    );
    expect(writePythonCode(DEFAULT_OPTIONS, { ...flowers, folder: '' })).toContain('    "path/to/pictures",\n');
  });
});

test('files for the browser alone are known by their path, and by why they are ignored', () => {
  expect(['a/1.WebP', 'a/1.avif', 'unsupported extension .webp'].every(isForBrowser)).toBe(true);
  expect(['a/1.jpg', 'a.webp/1.png', 'unsupported extension .txt'].some(isForBrowser)).toBe(false);
});

describe("the library's lines", () => {
  test('have what differs from the defaults', () => {
    expect(
      writeLibraryCode({ ...DEFAULT_OPTIONS, fit: 'pad', interpolation: 'area', upright: true, decode: 'reduced' }, 8),
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
// model: yours, a tf.LayersModel that is compiled
await model.fitDataset(train, { validationData: validation, epochs: 8 });
`,
    );
  });
  test('name all extensions where those that Keras lacks are wanted', () => {
    const code = writeLibraryCode({ ...DEFAULT_OPTIONS, webpAndAvif: true }, 8);
    const [, list] = code.match(/ {2}extensions: \[(.*)\],\n/)!;
    expect(list!.split(', ').sort()).toEqual(DECODABLE_EXTENSIONS.map((name) => `'${name}'`).sort());
    expect(writeLibraryCode(DEFAULT_OPTIONS, 8)).not.toContain('extensions');
  });
  test('keep nothing for later epochs where that is not wanted', () => {
    expect(writeLibraryCode({ ...DEFAULT_OPTIONS, cache: false }, 8)).not.toContain('cache');
  });
  test('start WebGPU where it is asked for', () => {
    const code = writeLibraryCode({ ...DEFAULT_OPTIONS, engine: 'webgpu' }, 8);
    expect(code).toContain("import '@tensorflow/tfjs-backend-webgpu';\n");
    expect(code).toContain("await tf.setBackend('webgpu');\nconst directory");
    expect(code).toContain("  engine: 'webgpu',\n");
  });
});

describe('predict.js', () => {
  const plan = { classNames: ['a', 'b'], options: DEFAULT_OPTIONS, features: null };

  test('says first what it needs', () => {
    expect(writeUsage(plan).split('\n')[0]).toBe(
      '// npm install @tensorflow/tfjs tfjs-image-dataset. The folder model, and preprocessing.json, lie beside the page.',
    );
  });
  // It started one less than the processor has cores.
  test('starts one worker for its one file', () => {
    expect(writeUsage(plan)).toContain('    workers: 1,\n');
  });
});
