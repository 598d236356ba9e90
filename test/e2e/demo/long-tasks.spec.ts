import { expect, type JSHandle, type Page } from '@playwright/test';
import { drop, fewOf, test, train } from './demo-page.ts';

/** A task of 50 ms and more is long: https://www.w3.org/TR/longtasks-1/. */
const LONG_MS = 50;

/** What a page's thread did, as its own clock has it. */
interface Watched {
  readonly tasks: Span[];
  readonly measures: Span[];
}

interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Notes long tasks, and the library's measures, from now on. */
function watch(page: Page): Promise<JSHandle<Watched>> {
  return page.evaluateHandle(() => {
    const watched: Watched = { tasks: [], measures: [] };
    const note = (spans: Span[]) => (list: PerformanceObserverEntryList) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        spans.push({ name, start: startTime, end: startTime + duration });
      }
    };
    new PerformanceObserver(note(watched.tasks)).observe({ entryTypes: ['longtask'] });
    new PerformanceObserver(note(watched.measures)).observe({ entryTypes: ['measure'] });
    return watched;
  });
}

/** How long the library worked in each long task, in milliseconds. */
function sharesOfLibrary({ tasks, measures }: Watched): number[] {
  const ofLibrary = measures.filter(({ name }) => name.startsWith('tfjs-image-dataset:'));
  return tasks.map((task) =>
    ofLibrary.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, task.end) - Math.max(start, task.start)),
      0,
    ),
  );
}

for (const engine of ['auto', 'webgpu']) {
  test(`no task is long by the library's doing while it trains: engine ${engine}`, async ({
    page,
    sample,
    writeFolder,
  }) => {
    const watched = await watch(page);
    await drop(page, writeFolder('shapes', fewOf(sample, 40)));
    await page.getByRole('combobox', { name: 'Engine' }).selectOption(engine);
    // Large enough for tfjs to make long tasks of its own, where it computes on the processor.
    await page.getByRole('spinbutton', { name: 'Image size' }).fill('64');
    await page.getByRole('spinbutton', { name: 'Batch size' }).fill('32');
    await train(page, 2);

    const seen = await watched.jsonValue();
    // Each of 96 pictures is put into its batch in both epochs.
    expect(seen.measures.filter(({ name }) => name === 'tfjs-image-dataset:upload').length).toBeGreaterThan(192);
    expect(Math.max(...sharesOfLibrary(seen))).toBeLessThan(LONG_MS);

    // That what the library would do for too long shows in such a test.
    await page.evaluate(
      (ms) =>
        new Promise<void>((resolve) => {
          setTimeout(() => {
            const start = performance.now();
            while (performance.now() - start < ms);
            performance.measure('tfjs-image-dataset:upload', { start });
            resolve();
          });
        }),
      2 * LONG_MS,
    );
    await expect.poll(async () => Math.max(...sharesOfLibrary(await watched.jsonValue()))).toBeGreaterThan(LONG_MS);
  });
}
