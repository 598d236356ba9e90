import { AdviceError } from '../messages/explain-error.ts';

/** What the library decodes, by what browsers call it. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/bmp': '.bmp',
  'image/webp': '.webp',
  'image/avif': '.avif',
};

/** Those that are decoded by the browser, and only where they are asked for. */
export const PICTURE_EXTENSIONS: readonly string[] = [...Object.values(EXTENSIONS), '.jpeg'];

/**
 * The path of a single picture in a directory of its own.
 *
 * @throws AdviceError where it is of no format that can be decoded.
 */
export function pathOfPicture({ name, type }: Pick<File, 'name' | 'type'>): string {
  const isNamed = PICTURE_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension));
  if (isNamed) return name;
  const extension = EXTENSIONS[type];
  if (extension) return `picture${extension}`;
  throw new AdviceError(`“${name}” is no picture that can be decoded. Take a JPEG, PNG, GIF, BMP, WebP or AVIF file.`);
}
