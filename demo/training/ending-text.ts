import type { EpochResult } from './train.ts';

/** How a training ended; `last` is its last epoch. */
export function endingText(isStopped: boolean, last: Pick<EpochResult, 'epoch' | 'share'>, seconds: number): string {
  const time = `${seconds.toFixed(1)} seconds`;
  if (!isStopped) return `Done after ${time}.`;
  return `Stopped ${last.share < 1 ? 'in' : 'after'} epoch ${last.epoch + 1}, ${time} in all.`;
}
