import { invalidOption } from '../options/option-checks.ts';
import { show, showChoice } from '../show.ts';
import { extensionOf } from '../supported-extensions.ts';

/** A kind of file that pictures can be saved as. */
export type ImageFormat = 'png' | 'jpeg' | 'webp';

/** Names of files, as Pillow 13 knows them. */
const BY_EXTENSION: Readonly<Record<string, ImageFormat>> = {
  '.png': 'png',
  '.apng': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.webp': 'webp',
};

/** Names of formats; Keras 3.6 fails on `jpg`, and later releases take it for `jpeg`. */
const BY_NAME: Readonly<Record<string, ImageFormat>> = { png: 'png', jpeg: 'jpeg', jpg: 'jpeg', webp: 'webp' };
const NAMES = Object.keys(BY_NAME);

/**
 * Decides which format a file gets: `fileFormat`, in any case, or else what its name ends in.
 *
 * @param name - `null` where the file has none.
 * @throws ImageDatasetError `invalid-option`.
 */
export function readFormat(fileFormat: unknown, name: string | null): ImageFormat {
  if (fileFormat !== null) return formatNamed(fileFormat);
  if (name === null) {
    const rule = 'A stream has no name that tells the format: set fileFormat';
    throw invalidOption('fileFormat', fileFormat, NAMES, `${rule} to ${showChoice(NAMES)}.`);
  }
  const extension = extensionOf(name);
  const format = BY_EXTENSION[extension];
  if (format) return format;
  const rule = extension
    ? `'${extension}' is no format that can be saved`
    : `'${name}' has no extension to tell the format`;
  const extensions = Object.keys(BY_EXTENSION);
  const advice = `Let the name end in ${showChoice(extensions)}, or set fileFormat to ${showChoice(NAMES)}`;
  throw invalidOption('target', name, extensions, `${rule}. ${advice}.`);
}

function formatNamed(fileFormat: unknown): ImageFormat {
  const name = typeof fileFormat === 'string' ? fileFormat.toLowerCase() : '';
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name]!;
  const rule = `fileFormat must be ${showChoice(NAMES)}`;
  throw invalidOption('fileFormat', fileFormat, NAMES, `${rule}, not ${show(fileFormat)}.`);
}
