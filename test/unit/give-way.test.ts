import { expect, test, vi } from 'vitest';
import { giveWay } from '../../src/waiting/give-way.ts';
import { nextTask } from '../../src/waiting/next-task.ts';

// In WebKitGTK 2.50, where a message takes 0.35 ms at rest, a consumer of ready batches waited for them.
test('where tasks have no priorities, other tasks have their turn, but not after each step', async () => {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => now);
  const happened: string[] = [];
  const other = (async () => {
    for (let turn = 0; turn < 2; turn++) {
      await nextTask();
      happened.push('other');
    }
  })();
  for (let step = 0; step < 4; step++) {
    happened.push('step');
    now += 1;
    await giveWay();
  }
  await other;
  expect(happened).toEqual(['step', 'step', 'other', 'step', 'step', 'other']);
  clock.mockRestore();
});

test('work goes on in a page that calls something else its scheduler', async () => {
  vi.stubGlobal('scheduler', {});
  await giveWay();
  vi.unstubAllGlobals();
});
