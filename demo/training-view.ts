import { byId, rowsOf, tableRow } from './dom.ts';
import { type BatchProgress, EPOCHS, type EpochResult } from './train.ts';

const progressBar = byId<HTMLProgressElement>('training-progress');
const text = byId('training-text');
const accuracy = byId('accuracy');
const epochs = rowsOf(byId('epochs'));

/** Shows one training, from its beginning. */
export function clearTraining(): void {
  progressBar.value = 0;
  text.textContent = 'Starting …';
  accuracy.textContent = '';
  epochs.replaceChildren();
}

/** @param batchCount - Batches in an epoch. */
export function showBatch({ epoch, batches, imagesPerSecond }: BatchProgress, batchCount: number): void {
  progressBar.value = (epoch + batches / batchCount) / EPOCHS;
  const rate = `${Math.round(imagesPerSecond)} images per second`;
  text.textContent = `Epoch ${epoch + 1} of ${EPOCHS}, batch ${batches} of ${batchCount}, ${rate}`;
}

export function showEpoch({ epoch, loss, accuracy: inTraining, validationAccuracy }: EpochResult): void {
  const validation = validationAccuracy === undefined ? '–' : percent(validationAccuracy);
  epochs.append(tableRow(String(epoch + 1), loss.toFixed(3), percent(inTraining), validation));
  if (validationAccuracy !== undefined) accuracy.textContent = `validation accuracy ${validation}`;
}

/** @param milliseconds - How long the training took. */
export function showTrainingEnd(milliseconds: number, wasStopped: boolean): void {
  if (!wasStopped) progressBar.value = 1;
  text.textContent = `${wasStopped ? 'Stopped' : 'Done'} after ${(milliseconds / 1000).toFixed(1)} seconds.`;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
