import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { train } from './train.ts';

self.addEventListener('message', async ({ data: backend }: MessageEvent<string>) => {
  await tf.setBackend(backend);
  self.postMessage(await train(true));
});
