import { marked } from './marked.ts';

/** How free a page was for its visitor. */
export interface PageFacts {
  /** Tasks above 50 ms, as the browser reports them, in milliseconds. */
  readonly longTasks: readonly number[];
  /** By how many milliseconds a timer came late, time and again: what a click would have waited. */
  readonly lateMs: readonly number[];
}

/** Nested timers come no sooner. */
const INTERVAL_MS = 4;

/** Watches the page while something runs. */
export async function watchPage(run: () => Promise<unknown>): Promise<PageFacts> {
  const longTasks: number[] = [];
  const note = (entries: readonly PerformanceEntry[]): void => {
    for (const { duration } of entries) longTasks.push(duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const probe = startProbe();
  try {
    await marked(run);
  } finally {
    // A task is reported after its end, and the last one has not ended yet.
    await new Promise((resolve) => setTimeout(resolve, 2 * INTERVAL_MS));
    note(observer.takeRecords());
    observer.disconnect();
    probe.stop();
  }
  return { longTasks, lateMs: probe.lateMs };
}

/** A timer that starts itself anew. */
function startProbe(): { readonly lateMs: readonly number[]; stop(): void } {
  const lateMs: number[] = [];
  let timer: ReturnType<typeof setTimeout>;
  const start = (): void => {
    const due = performance.now() + INTERVAL_MS;
    timer = setTimeout(() => {
      lateMs.push(Math.max(0, performance.now() - due));
      start();
    }, INTERVAL_MS);
  };
  start();
  return { lateMs, stop: () => clearTimeout(timer) };
}
