import { ImageDatasetError } from '../errors.ts';
import { type EngineChoice, type TensorflowGpu, usesGpu } from './choose-engine.ts';
import { elementsPerPicture, type OutputShape } from './output-layout.ts';

/** What every current browser gives to one array; tfjs' own backends stop earlier. */
const MAX_HOST_BYTES = 2 ** 31;

/**
 * Refuses batches that can't be made, before anything is read.
 *
 * @param rows - Pictures in the largest batch.
 * @throws ImageDatasetError `limit` with the bytes of a batch as `received` and those that there may be as `allowed`
 */
export function checkBatchBytes(
  rows: number,
  shape: OutputShape,
  choice: EngineChoice,
  gpu: TensorflowGpu | null,
): void {
  const bytes = rows * elementsPerPicture(shape) * Float32Array.BYTES_PER_ELEMENT;
  const { width, height } = shape.target;
  const refuse = (allowed: number, whose: string, more = ''): never => {
    const batch = `A batch of ${rows} images of ${height} × ${width} × ${shape.channels} takes ${bytes} bytes`;
    const advice = `Use a smaller batchSize or imageSize${more}`;
    throw new ImageDatasetError('limit', `${batch}, more than the ${allowed} that ${whose}. ${advice}.`, {
      option: 'imageSize',
      received: bytes,
      allowed,
    });
  };
  if (bytes > MAX_HOST_BYTES) refuse(MAX_HOST_BYTES, 'browsers give to one array');
  if (!gpu || !usesGpu(choice, gpu)) return;
  const { maxBufferSize, maxStorageBufferBindingSize } = gpu.device.limits;
  const allowed = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  if (bytes > allowed) refuse(allowed, 'this GPU takes', ", or engine: 'cpu'");
}
