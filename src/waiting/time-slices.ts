import { nextTask } from './next-task.ts';

/** An eighth of a frame: other tasks of the page come in between, and a page at work has more of them. */
const SLICE_MS = 2;

/** Divides work on the page's thread: what it gives is to be awaited between steps, and lets the page answer every 2 ms. */
export function timeSlices(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE_MS) return undefined;
    return nextTask().then(() => {
      begun = performance.now();
    });
  };
}
