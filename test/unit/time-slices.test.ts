import { expect, test, vi } from 'vitest';
import { nextTask } from '../../src/waiting/next-task.ts';
import { timeSlices } from '../../src/waiting/time-slices.ts';

test('work that waits for nothing lets other tasks have their turn, but not after each step', async () => {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => now);
  const pause = timeSlices();
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
    await pause();
  }
  await other;
  expect(happened).toEqual(['step', 'step', 'other', 'step', 'step', 'other']);
  clock.mockRestore();
});
