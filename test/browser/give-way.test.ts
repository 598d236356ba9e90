import { expect, onTestFinished, vi } from 'vitest';
import { giveWay } from '../../src/waiting/give-way.ts';
import { nextTask } from '../../src/waiting/next-task.ts';
import { priorityTest } from './abilities.ts';

priorityTest('work that gives way waits until the page has nothing else to do', async () => {
  // However long that takes on a machine under load.
  let endPatience = (): void => {};
  const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation((run) => {
    endPatience = run as () => void;
    return 0 as never;
  });
  let turns = 0;
  const others = (async () => {
    while (turns < 5) {
      await nextTask();
      turns++;
    }
  })();
  await giveWay();
  expect(turns).toBe(5);
  await others;
  timers.mockRestore();
  endPatience();
});

priorityTest('work that gives way goes on where the page is never idle', async () => {
  let isOver = false;
  const others = (async () => {
    while (!isOver) await nextTask();
  })();
  onTestFinished(() => {
    isOver = true;
    return others;
  });
  await giveWay();
  await giveWay();
});
