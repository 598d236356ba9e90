import * as tf from '@tensorflow/tfjs';
import { CHANNELS, type LoaderOptions } from '../options/loader-options.ts';
import { createHead, createNetwork } from './create-model.ts';
import { type ExtractFeatures, openExtractor } from './extract-features.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import type { PixelRange } from './pixel-range.ts';
import type { TrainingChoices } from './training-choices.ts';

/** A model made by others, and the pixels it wants. */
export interface Features {
  readonly extractor: FeatureExtractor;
  readonly range: PixelRange;
}

/** From pictures to classes: a network, or what others learnt with a layer on top. */
export interface ClassifierPlan {
  readonly classNames: readonly string[];
  /** How pictures are prepared for it. */
  readonly options: LoaderOptions;
  readonly features: Features | null;
}

/** A classifier that can learn and be asked. */
export interface Classifier extends Pick<ClassifierPlan, 'classNames' | 'options'> {
  /** What is trained. */
  readonly model: tf.LayersModel;
  /** What comes before it; `null` where it takes the pictures themselves. */
  readonly extract: ExtractFeatures | null;
}

/** Makes a classifier that knows nothing yet. */
export async function createClassifier(
  { classNames, options, features }: ClassifierPlan,
  choices: TrainingChoices,
): Promise<Classifier> {
  const classes = classNames.length;
  const { imageSize, colorMode } = options;
  if (!features) {
    const model = createNetwork({ input: [imageSize, imageSize, CHANNELS[colorMode]], classes }, choices);
    return { classNames, options, model, extract: null };
  }
  const { extractor, range } = features;
  const extract = await openExtractor(extractor.artifacts, range);
  return { classNames, options, model: createHead({ input: [extractor.features], classes }, choices), extract };
}

/**
 * What is trained on for pictures: they themselves, or their features.
 *
 * @param xs - `[batch, height, width, channels]`, 0 to 255
 */
export function toInput({ extract }: Classifier, xs: tf.Tensor): tf.Tensor {
  return extract ? extract(xs) : xs;
}

/** Gives the probability of each class for each picture, `[batch * classes]`. */
export async function classify(classifier: Classifier, xs: tf.Tensor): Promise<Float32Array> {
  const probabilities = tf.tidy(() => classifier.model.predict(toInput(classifier, xs)) as tf.Tensor);
  try {
    return (await probabilities.data()) as Float32Array;
  } finally {
    probabilities.dispose();
  }
}
