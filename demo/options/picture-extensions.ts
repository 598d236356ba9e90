import type { LoaderOptions } from './loader-options.ts';

/** How the names of files end that can be decoded, by the types that browsers give them. */
export const EXTENSION_OF_TYPE: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/bmp': '.bmp',
  'image/webp': '.webp',
  'image/avif': '.avif',
};

/** All that can be decoded; `.webp` and `.avif` are the browser's to decode, and count only where they are asked for. */
export const PICTURE_EXTENSIONS: readonly string[] = [...Object.values(EXTENSION_OF_TYPE), '.jpeg'];

/** How the names of files end that count, as the library wants it; `undefined` for those that Keras takes. */
export function extensionsOf({ webpAndAvif }: Pick<LoaderOptions, 'webpAndAvif'>): readonly string[] | undefined {
  return webpAndAvif ? PICTURE_EXTENSIONS : undefined;
}
