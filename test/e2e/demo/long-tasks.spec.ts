import { type Browser, expect, type Page } from '@playwright/test';
import { button, drop, fewOf, section, test, train } from './demo-page.ts';

/** Far below the half a second that tfjs takes for a batch on the processor, and above the 30 to 80 ms that the page takes to begin. */
const BATCH_MS = 150;

/** Of the browser's own trace: what is measured here, in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** What the thread had of a processor meanwhile. */
  readonly tdur?: number;
}

/**
 * The tasks of a page's main thread while it does some work, as the milliseconds that each had of a processor: the clock would
 * count what the workers, which train meanwhile, take from it.
 */
async function tasksOf(browser: Browser, page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  const categories = ['blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await page.evaluate(() => performance.mark('begin'));
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const { pid, tid, ts } = traceEvents.find(({ name }) => name === 'begin')!;
  return traceEvents
    .filter((event) => event.name === 'RunTask' && event.ph === 'X')
    .filter((event) => event.pid === pid && event.tid === tid && event.ts >= ts)
    .map(({ tdur = 0 }) => tdur / 1000);
}

for (const engine of ['auto', 'webgpu']) {
  test(`no task of the page takes as long as a batch while it shows batches and trains: engine ${engine}`, async ({
    browser,
    page,
    sample,
    writeFolder,
  }) => {
    await drop(page, writeFolder('shapes', fewOf(sample, 16)));
    await page.getByRole('combobox', { name: 'Engine' }).selectOption(engine);
    await page.getByRole('spinbutton', { name: 'Batch size' }).fill('32');
    await page.getByRole('spinbutton', { name: 'Image size' }).fill('64');
    await expect(section(page, 'What the model sees').getByRole('listitem')).toHaveCount(32);
    await expect(page.getByText('As the model sees it 64 × 64')).toBeVisible();

    const tasks = await tasksOf(browser, page, async () => {
      await button(page, 'Next batch').click();
      await expect(page.getByText('Batch 2 of 2.')).toBeVisible();
      await train(page, 1);
    });
    expect(tasks.length).toBeGreaterThan(10);
    expect(tasks.filter((ms) => ms > BATCH_MS)).toEqual([]);

    // That what takes too long would show.
    const busy = await tasksOf(browser, page, () =>
      page.evaluate(
        (ms) =>
          new Promise<void>((resolve) => {
            setTimeout(() => {
              const start = performance.now();
              while (performance.now() - start < ms);
              resolve();
            });
          }),
        5 * BATCH_MS,
      ),
    );
    expect(busy.filter((ms) => ms > BATCH_MS)).toHaveLength(1);
  });
}
