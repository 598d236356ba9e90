import * as tf from '@tensorflow/tfjs';
import type { ColorMode } from '../../src/index.ts';
import { AdviceError } from '../messages/explain-error.ts';
import { CHANNELS, type LoaderOptions } from '../options/loader-options.ts';
import { featuresOf } from './extract-features.ts';
import { artifactsOf } from './model-artifacts.ts';
import { type ModelJson, requireWeights } from './model-json.ts';

/** A model made by others, whose output is taken for the features of a picture. It is not trained. */
export interface FeatureExtractor {
  /** Where it comes from. */
  readonly name: string;
  /** What it takes: options of the loader. */
  readonly input: Pick<LoaderOptions, 'imageSize' | 'colorMode'>;
  readonly features: number;
  /** What it is made of, weights included. */
  readonly artifacts: tf.io.ModelArtifacts;
}

/**
 * Loads a model of tfjs, a layers model or a graph model, from the address of its `model.json` or from its files.
 *
 * @throws AdviceError where it is no model, or not one for pictures.
 */
export async function loadExtractor(
  source: string | readonly File[],
  fallback: LoaderOptions,
): Promise<FeatureExtractor> {
  const name = typeof source === 'string' ? source : (source.find(isJson)?.name ?? '');
  const model = await loadModel(source);
  try {
    return { name, ...traitsOf(model, fallback), artifacts: await artifactsOf(model) };
  } finally {
    model.dispose();
  }
}

function traitsOf(
  model: tf.LayersModel | tf.GraphModel,
  fallback: LoaderOptions,
): Pick<FeatureExtractor, 'input' | 'features'> {
  const [, height, width, channels] = model.inputs[0]?.shape ?? [];
  const colorMode = channels === undefined ? undefined : colorModeOf(channels ?? CHANNELS[fallback.colorMode]);
  const imageSize = height ?? fallback.imageSize;
  if (model.inputs.length !== 1 || !colorMode || imageSize !== (width ?? imageSize) || imageSize < 1) {
    throw new AdviceError(
      'This model takes no square pictures. Choose one whose input is [batch, size, size, channels].',
    );
  }
  const features = tf.tidy(() => {
    const xs = tf.zeros([1, imageSize, imageSize, CHANNELS[colorMode]]);
    return featuresOf(model, xs, '0 to 255').shape[1]!;
  });
  return { input: { imageSize, colorMode }, features };
}

async function loadModel(source: string | readonly File[]): Promise<tf.LayersModel | tf.GraphModel> {
  try {
    const json = await readModelJson(source);
    requireWeights(json, typeof source === 'string' ? null : source);
    const from = typeof source === 'string' ? source : tf.io.browserFiles([...source].sort(jsonFirst));
    return await (json.format === 'graph-model' ? tf.loadGraphModel(from) : tf.loadLayersModel(from));
  } catch (cause) {
    const advice = 'Give the address of a model.json that other pages may read, or its files: model.json and all .bin';
    throw new AdviceError(`This model can't be loaded (${(cause as Error).message}). ${advice}.`, { cause });
  }
}

async function readModelJson(source: string | readonly File[]): Promise<ModelJson> {
  if (typeof source === 'string') {
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return (await answer.json()) as ModelJson;
  }
  const json = source.find(isJson);
  if (!json) throw new Error('there is no model.json among the files');
  return JSON.parse(await json.text()) as ModelJson;
}

function colorModeOf(channels: number): ColorMode | undefined {
  return (Object.keys(CHANNELS) as ColorMode[]).find((mode) => CHANNELS[mode] === channels);
}

function isJson({ name }: File): boolean {
  return name.endsWith('.json');
}

/** As `browserFiles` wants them. */
function jsonFirst(one: File, other: File): number {
  return Number(isJson(other)) - Number(isJson(one));
}
