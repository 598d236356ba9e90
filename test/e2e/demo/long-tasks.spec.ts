import { expect, type JSHandle, type Page } from '@playwright/test';
import { drop, fewOf, section, test, train } from './demo-page.ts';

/** A task of 50 ms and more is long: https://www.w3.org/TR/longtasks-1/. */
const LONG_MS = 50;
/** Far below what tfjs takes for a batch, and above what the page does where others have the processor. */
const BATCH_MS = 250;

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
  test(`the page has no long task while it trains, by the library or by tfjs: engine ${engine}`, async ({
    page,
    sample,
    writeFolder,
  }) => {
    await drop(page, writeFolder('shapes', fewOf(sample, 40)));
    await page.getByRole('combobox', { name: 'Engine' }).selectOption(engine);
    // On the processor a batch of these takes tfjs a second and more.
    await page.getByRole('spinbutton', { name: 'Image size' }).fill('96');
    await page.getByRole('spinbutton', { name: 'Batch size' }).fill('32');
    await expect(section(page, 'What the model sees').getByRole('listitem')).toHaveCount(32);
    const watched = await watch(page);
    await train(page, 1);

    const seen = await watched.jsonValue();
    expect(sharesOfLibrary(seen).filter((ms) => ms > LONG_MS)).toEqual([]);
    expect(seen.tasks.filter(({ start, end }) => end - start > BATCH_MS)).toEqual([]);

    // That what the library would do for too long shows in such a test, and what anybody would.
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
      2 * BATCH_MS,
    );
    await expect.poll(async () => Math.max(...sharesOfLibrary(await watched.jsonValue()))).toBeGreaterThan(BATCH_MS);
    expect((await watched.jsonValue()).tasks.some(({ start, end }) => end - start > BATCH_MS)).toBe(true);
  });
}
