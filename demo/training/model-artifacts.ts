import * as tf from '@tensorflow/tfjs';

/** Something of tfjs that can be saved. */
export interface Savable {
  save(handler: tf.io.IOHandler): Promise<tf.io.SaveResult>;
}

/** What a model is made of, weights included, wherever tfjs holds them. */
export async function artifactsOf(model: Savable): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  return saved;
}
