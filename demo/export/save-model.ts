import * as tf from '@tensorflow/tfjs';

/** Something of tfjs that can be saved. */
interface Savable {
  save(handler: tf.io.IOHandler): Promise<tf.io.SaveResult>;
}

/** The files of a model, as `tf.loadLayersModel` and `tf.loadGraphModel` read them. */
export async function modelFiles(model: Savable): Promise<Record<'model.json' | 'weights.bin', Uint8Array>> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const { weightData = [], weightSpecs = [], ...rest } = saved!;
  const json = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  const weights = new Blob(Array.isArray(weightData) ? weightData : [weightData]);
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(json)),
    'weights.bin': new Uint8Array(await weights.arrayBuffer()),
  };
}
