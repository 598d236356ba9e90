import { pixelOptions } from '../options/loader-options.ts';
import type { ClassifierPlan } from '../training/classifier.ts';

/** What has to be known to use a model: its classes, and how pictures are prepared for it. */
export function writePreprocessing({ classNames, options, features }: ClassifierPlan): object {
  const { engine: _, ...pixels } = pixelOptions(options);
  return {
    classNames,
    input: { ...pixels, dataFormat: 'channelsLast', range: [0, 255] },
    extractor: features
      ? { name: features.extractor.name, pixels: features.range, features: features.extractor.features }
      : null,
  };
}
