import { nextTask } from './next-task.ts';

/** Two frames. */
const MOST_MS = 32;
/** An eighth of a frame. */
const SLICE_MS = 2;

/** One for all that wait: a timer for each picture takes a tenth of an epoch from memory (Chromium 156, two cores). */
let late: Promise<void> | undefined;
let resumedAt = 0;

/**
 * Lets everything go first that the page has to do, such as answering its visitor, its timers and its workers; a page that is never
 * idle is given 32 ms at most. Where tasks have no priorities, as in WebKit, work and other tasks take turns every 2 ms.
 *
 * In a hidden tab Chromium 156 runs 300 such tasks in 8 ms, and three timers of 32 ms in 3 s.
 */
export async function giveWay(): Promise<void> {
  if (hasPriorities()) {
    late ??= new Promise((resolve) => {
      setTimeout(() => {
        late = undefined;
        resolve();
      }, MOST_MS);
    });
    await Promise.race([scheduler.postTask(() => {}, { priority: 'background' }), late]);
  } else if (performance.now() - resumedAt >= SLICE_MS) {
    await nextTask();
    resumedAt = performance.now();
  }
}

/** A page may have a variable of that name. */
function hasPriorities(): boolean {
  return 'Scheduler' in globalThis && scheduler instanceof Scheduler;
}
