import * as tf from '@tensorflow/tfjs';
import { CHANNELS, type EngineChoice, type LoaderOptions } from '../options/loader-options.ts';
import { copyLayersModel } from './copy-model.ts';
import { createHead, createNetwork } from './create-model.ts';
import type { PixelRange } from './extractor-choice.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import type { TrainingChoices } from './training-choices.ts';

/** A model made by others, and the pixels it wants. */
export interface Features {
  readonly extractor: FeatureExtractor;
  readonly range: PixelRange;
}

/** From pictures to classes: a network, or what others learnt with a layer on top. */
export interface Classifier {
  /** What is trained. */
  readonly model: tf.LayersModel;
  readonly features: Features | null;
  readonly classNames: readonly string[];
  /** How pictures are prepared for it. */
  readonly options: LoaderOptions;
}

/** Makes a classifier that knows nothing yet. */
export function createClassifier(
  classNames: readonly string[],
  options: LoaderOptions,
  choices: TrainingChoices,
  features: Features | null,
): Classifier {
  features?.extractor.hold();
  const classes = classNames.length;
  const { imageSize, colorMode } = options;
  const model = features
    ? createHead({ input: [features.extractor.features], classes }, choices)
    : createNetwork({ input: [imageSize, imageSize, CHANNELS[colorMode]], classes }, choices);
  return { model, features, classNames, options };
}

/**
 * What is trained on for pictures: they themselves, or their features.
 *
 * @param xs - `[batch, height, width, channels]`, 0 to 255
 */
export function toInput({ features }: Classifier, xs: tf.Tensor): tf.Tensor {
  return features ? features.extractor.extract(xs, features.range) : xs;
}

/** Gives the probability of each class for each picture, `[batch * classes]`, and lets `xs` go. */
export async function classify(classifier: Classifier, xs: tf.Tensor): Promise<Float32Array> {
  const probabilities = tf.tidy(() => classifier.model.predict(toInput(classifier, xs)) as tf.Tensor);
  try {
    return (await probabilities.data()) as Float32Array;
  } finally {
    probabilities.dispose();
    xs.dispose();
  }
}

/** Makes a classifier once more, on the backend that tfjs computes on now; its extractor has to be there already. */
export async function copyClassifier(classifier: Classifier, engine: EngineChoice): Promise<Classifier> {
  const { features, options } = classifier;
  features?.extractor.hold();
  return { ...classifier, model: await copyLayersModel(classifier.model), options: { ...options, engine } };
}

/** Lets the trained weights go, and the extractor's where nobody else holds them. */
export function disposeClassifier({ model, features }: Classifier): void {
  features?.extractor.release();
  // tfjs leaves an optimizer that it was handed to whoever made it; a copy, which is not trained further, has none.
  model.optimizer?.dispose();
  model.dispose();
}
