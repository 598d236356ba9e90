import type { LoaderOptions } from './loader-options.ts';

/**
 * The lines that load the same batches with Keras: the same files in the same split and order, with the same pixels.
 *
 * @param folder - Its name; empty where there are several.
 */
export function writePythonCode(options: LoaderOptions, folder: string): string {
  const lines = [
    `${pythonString(folder || 'path/to/pictures')},`,
    'label_mode="categorical",',
    `color_mode="${options.colorMode}",`,
    `batch_size=${options.batchSize},`,
    `image_size=(${options.imageSize}, ${options.imageSize}),`,
    `seed=${options.seed},`,
    `validation_split=${options.validationSplit},`,
    'subset="both",',
    `interpolation="${options.interpolation}",`,
    ...(options.fit === 'crop' ? ['crop_to_aspect_ratio=True,'] : []),
    ...(options.fit === 'pad' ? ['pad_to_aspect_ratio=True,'] : []),
  ];
  return [
    'import keras',
    '',
    ...notes(options),
    'train, validation = keras.utils.image_dataset_from_directory(',
    ...lines.map((line) => `    ${line}`),
    ')',
    'model.fit(train, validation_data=validation, epochs=5)',
    '',
  ].join('\n');
}

/** Where Keras does otherwise. */
function notes({ upright, colorMode, decode }: LoaderOptions): string[] {
  return [
    ...(upright ? ['# Keras does not turn photographs as their EXIF data says: turn the files before.'] : []),
    ...(decode === 'exact'
      ? []
      : [`# Keras decodes as decode: 'exact' does: "${decode}" gives slightly other pixels.`]),
    ...(colorMode === 'rgba' ? ['# Keras 3.6 has "rgba" for PNG and BMP only.'] : []),
    ...(colorMode === 'grayscale' ? ['# Keras 3.6 has "grayscale" for JPEG and PNG only.'] : []),
  ];
}

/** JSON's escapes mean the same in Python. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}
