import type { io } from '@tensorflow/tfjs';

/** The files of a model, as `tf.loadLayersModel` and `tf.loadGraphModel` read them. */
export async function modelFiles(
  artifacts: io.ModelArtifacts,
): Promise<Record<'model.json' | 'weights.bin', Uint8Array>> {
  const { weightData = [], weightSpecs = [], ...rest } = artifacts;
  const json = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  const weights = new Blob(Array.isArray(weightData) ? weightData : [weightData]);
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(json)),
    'weights.bin': new Uint8Array(await weights.arrayBuffer()),
  };
}
