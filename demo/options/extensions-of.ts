import { PICTURE_EXTENSIONS } from '../predict/place-picture.ts';
import type { LoaderOptions } from './loader-options.ts';

/** How the names of files end that count, as the library wants it; `undefined` for those that Keras takes. */
export function extensionsOf({ webpAndAvif }: Pick<LoaderOptions, 'webpAndAvif'>): readonly string[] | undefined {
  return webpAndAvif ? PICTURE_EXTENSIONS : undefined;
}
