import { AdviceError } from '../messages/explain-error.ts';
import { EXTENSION_OF_TYPE, PICTURE_EXTENSIONS } from '../options/picture-extensions.ts';

/**
 * The path of a single picture in a directory of its own.
 *
 * @throws AdviceError where it is of no format that can be decoded.
 */
export function pathOfPicture({ name, type }: Pick<File, 'name' | 'type'>): string {
  const isNamed = PICTURE_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension));
  if (isNamed) return name;
  const extension = EXTENSION_OF_TYPE[type];
  if (extension) return `picture${extension}`;
  throw new AdviceError(`“${name}” is no picture that can be decoded. Take a JPEG, PNG, GIF, BMP, WebP or AVIF file.`);
}
