import * as tf from '@tensorflow/tfjs';
import type { EncodedLabels } from './catalog/encode-labels.ts';
import type { TensorflowGpu } from './engine/choose-engine.ts';
import type { BatchBuffer } from './engine/engine.ts';

/** Waits until tfjs is ready and says which GPU it uses; `null` where its backend is not `webgpu`. */
export async function findTensorflowGpu(): Promise<TensorflowGpu | null> {
  await tf.ready();
  return currentTensorflowGpu();
}

/** Says which GPU tfjs uses as of now; `null` where it has no backend yet, or another one than `webgpu`. */
export function currentTensorflowGpu(): TensorflowGpu | null {
  if (tf.getBackend() !== 'webgpu') return null;
  const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
  // Browsers of before 2025 say neither; then it is taken for hardware.
  const { adapterInfo } = device as { readonly adapterInfo?: Partial<GPUAdapterInfo> };
  return { device, isSoftware: adapterInfo?.isFallbackAdapter ?? false };
}

/** Makes a tensor of a batch; one on the GPU is copied there, for a tensor that borrows a buffer would never free it. */
export function imageTensor(buffer: BatchBuffer, shape: number[]): tf.Tensor {
  return buffer.kind === 'host'
    ? tf.tensor(buffer.data, shape, 'float32')
    : tf.tensor({ buffer: buffer.buffer }, shape, 'float32');
}

/** Makes a tensor of labels: `[batch]` or `[batch, width]`, without the first axis for a single picture. */
export function labelTensor({ data, width }: EncodedLabels, isBatched: boolean): tf.Tensor {
  const rows = width === null ? data.length : data.length / width;
  const shape = [...(isBatched ? [rows] : []), ...(width === null ? [] : [width])];
  return tf.tensor(data, shape, data instanceof Int32Array ? 'int32' : 'float32');
}

/** Makes a tensor of one picture, of the type that the array has. */
export function pixelTensor(data: Float32Array | Int32Array, shape: [number, number, number]): tf.Tensor3D {
  return tf.tensor3d(data, shape, data instanceof Int32Array ? 'int32' : 'float32');
}
