import * as tf from '@tensorflow/tfjs';

/** A small model: a convolution and a mean over its positions, 8 features of 24 × 24 pixels. */
export async function makeExtractor(): Promise<Record<string, Uint8Array>> {
  const kernelInitializer = tf.initializers.heNormal({ seed: 3 });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [24, 24, 3],
        filters: 8,
        kernelSize: 3,
        strides: 2,
        activation: 'relu',
        kernelInitializer,
      }),
      tf.layers.globalAveragePooling2d({}),
    ],
  });
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = artifacts!;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return {
    'model.json': Buffer.from(JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest })),
    'weights.bin': new Uint8Array(weightData as ArrayBuffer),
  };
}

/** A graph of one operation: the mean of each channel over 8 × 8 pixels. */
export function graphExtractor(): Record<string, Uint8Array> {
  const dimensions = (...sizes: number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
  const [float, int] = [{ type: 'DT_FLOAT' }, { type: 'DT_INT32' }];
  const axes = { tensor: { dtype: 'DT_INT32', tensorShape: dimensions(2) } };
  const node = [
    { name: 'pictures', op: 'Placeholder', attr: { dtype: float, shape: { shape: dimensions(-1, 8, 8, 3) } } },
    { name: 'axes', op: 'Const', attr: { dtype: int, value: axes } },
    {
      name: 'means',
      op: 'Mean',
      input: ['pictures', 'axes'],
      attr: { T: float, Tidx: int, keep_dims: { b: false } },
    },
  ];
  const weights = [{ name: 'axes', shape: [2], dtype: 'int32' }];
  const model = {
    format: 'graph-model',
    modelTopology: { node, versions: { producer: 1 } },
    weightsManifest: [{ paths: ['weights.bin'], weights }],
  };
  return {
    'model.json': Buffer.from(JSON.stringify(model)),
    'weights.bin': new Uint8Array(Int32Array.of(1, 2).buffer),
  };
}
