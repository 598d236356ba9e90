import type * as tf from '@tensorflow/tfjs';
import { directoryFromFiles, imageDatasetFromDirectory, isImageDatasetError } from '../../src/index.ts';
import { tensorToImages } from '../batch/tensor-to-images.ts';
import { AdviceError, inWordsOfThePage } from '../messages/explain-error.ts';
import { pixelOptions } from '../options/loader-options.ts';
import { PICTURE_EXTENSIONS } from '../options/picture-extensions.ts';
import { type Classifier, classify } from '../training/classifier.ts';
import { pathOfPicture } from './place-picture.ts';

/** What a model says of a picture. */
export interface Answer {
  /** Of each class, from 0 to 1. */
  readonly probabilities: Float32Array;
  /** As the model saw it. */
  readonly image: ImageData;
}

/**
 * Asks a model about a file, from the very pixels of training: a dataset of one file, with the training's options.
 *
 * @throws AdviceError where the file can't be used.
 */
export async function predictPicture(classifier: Classifier, file: File): Promise<Answer> {
  const directory = directoryFromFiles([{ path: pathOfPicture(file), file }]);
  const dataset = await imageDatasetFromDirectory(directory, {
    ...pixelOptions(classifier.options),
    labels: null,
    batchSize: 1,
    extensions: PICTURE_EXTENSIONS,
    workers: 1,
    verbose: false,
  });
  try {
    const [xs] = await dataset.toArray();
    return await ask(classifier, xs!).finally(() => xs!.dispose());
  } catch (error) {
    const { cause } = error as Error;
    // The fault itself: the library's message around it says how to go on without such files.
    const isOfFile = isImageDatasetError(cause, 'read', 'decode', 'unsupported', 'limit');
    throw isOfFile ? new AdviceError(`${inWordsOfThePage(cause)} Take another picture.`) : error;
  } finally {
    dataset.dispose();
  }
}

async function ask(classifier: Classifier, xs: tf.Tensor): Promise<Answer> {
  const [image] = await tensorToImages(xs, 1);
  return { image: image!, probabilities: await classify(classifier, xs) };
}
