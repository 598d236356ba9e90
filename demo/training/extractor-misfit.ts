import type { LoaderOptions } from '../options/loader-options.ts';
import type { FeatureExtractor } from './feature-extractor.ts';

/** Why pictures are not what an extractor takes, and what to do; empty where they are. */
export function extractorMisfit(
  { imageSize, colorMode }: FeatureExtractor['input'],
  pictures: Pick<LoaderOptions, 'imageSize' | 'colorMode'>,
): string {
  if (pictures.imageSize === imageSize && pictures.colorMode === colorMode) return '';
  return [
    `The feature extractor takes pictures of ${imageSize} × ${imageSize} pixels, ${colorMode};`,
    `these have ${pictures.imageSize} × ${pictures.imageSize}, ${pictures.colorMode}.`,
    `Set Image size to ${imageSize} and Colour to ${colorMode}, or do without the extractor.`,
  ].join(' ');
}
