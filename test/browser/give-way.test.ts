import { expect, onTestFinished, vi } from 'vitest';
import { giveWay } from '../../src/waiting/give-way.ts';
import { nextTask } from '../../src/waiting/next-task.ts';
import { priorityTest } from './abilities.ts';

priorityTest('work that gives way waits until the page has nothing else to do', async () => {
  // However long that takes on a machine under load.
  const late = vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never);
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
  late.mockRestore();
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
