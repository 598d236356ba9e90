import type { BatchBuffer, Engine } from '../../src/engine/engine.ts';

/** Ends a batch of an engine on the GPU; its buffer belongs to the engine. */
export async function finishOnGpu(engine: Engine, rows: number): Promise<GPUBuffer> {
  const batches: BatchBuffer[] = [];
  await engine.finish(rows, (batch) => batches.push(batch));
  const [batch] = batches;
  if (batch?.kind !== 'device') throw new Error('The batch is not on the device.');
  return batch.buffer;
}
