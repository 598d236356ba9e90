import { artifactsOf, type Savable } from '../training/model-artifacts.ts';

/** The files of a model, as `tf.loadLayersModel` and `tf.loadGraphModel` read them. */
export async function modelFiles(model: Savable): Promise<Record<'model.json' | 'weights.bin', Uint8Array>> {
  const { weightData = [], weightSpecs = [], ...rest } = await artifactsOf(model);
  const json = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  const weights = new Blob(Array.isArray(weightData) ? weightData : [weightData]);
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(json)),
    'weights.bin': new Uint8Array(await weights.arrayBuffer()),
  };
}
