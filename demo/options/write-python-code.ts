import { listFew } from '../messages/list-few.ts';
import type { LoaderOptions } from './loader-options.ts';

/** What the lines are about, besides the options. */
interface Subject {
  /** Its name; empty where there are several. */
  readonly folder: string;
  readonly epochs: number;
  /** Paths of the files that are known to be broken. */
  readonly broken: readonly string[];
}

/** The lines that load the same batches with Keras: the same files in the same split and order, with the same pixels. */
export function writePythonCode(options: LoaderOptions, { folder, epochs, broken }: Subject): string {
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
    ...brokenNote(broken),
    'train, validation = keras.utils.image_dataset_from_directory(',
    ...lines.map((line) => `    ${line}`),
    ')',
    '',
    '# A model to begin with: put yours here.',
    'model = keras.Sequential(',
    '    [',
    '        keras.layers.Rescaling(1 / 127.5, offset=-1),',
    '        keras.layers.Flatten(),',
    '        keras.layers.Dense(len(train.class_names), activation="softmax"),',
    '    ]',
    ')',
    'model.compile(loss="categorical_crossentropy", metrics=["accuracy"])',
    `model.fit(train, validation_data=validation, epochs=${epochs})`,
    '',
  ].join('\n');
}

/** Where Keras does otherwise. */
function notes({ upright, colorMode, decode, webpAndAvif }: LoaderOptions): string[] {
  return [
    ...(upright ? ['# Keras does not turn photographs as their EXIF data says: turn the files before.'] : []),
    ...(webpAndAvif
      ? [
          '# Keras leaves files named .webp and .avif out, and stops at such files that are named otherwise: convert them.',
          '# That changes the split: bring the folder to the page again, too.',
        ]
      : []),
    ...(decode === 'exact'
      ? []
      : [`# Keras decodes as decode: 'exact' does: "${decode}" gives slightly other pixels.`]),
    ...(colorMode === 'rgba' ? ['# Keras 3.6 has "rgba" for PNG and BMP only.'] : []),
    ...(colorMode === 'grayscale' ? ['# Keras 3.6 has "grayscale" for JPEG and PNG only.'] : []),
  ];
}

/** The page leaves broken files out of batches; an error ends the run in Keras. */
function brokenNote(broken: readonly string[]): string[] {
  if (broken.length === 0) return [];
  const [count, them] =
    broken.length === 1 ? ['1 file is broken', 'it'] : [`${broken.length} files are broken`, 'them'];
  return [
    `# ${count}, and Keras stops at ${them}: ${listFew(broken.map(pythonString))}.`,
    `# Take ${them} out of the folder. That changes the split: bring the folder to the page again, too.`,
  ];
}

/** JSON's escapes mean the same in Python. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}
