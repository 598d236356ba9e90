import { expect, test, vi } from 'vitest';
import { giveWay } from '../../src/waiting/give-way.ts';
import { nextTask } from '../../src/waiting/next-task.ts';

test('where tasks have no priority, work and other tasks take turns', async () => {
  const happened: string[] = [];
  const other = (async () => {
    for (let turn = 0; turn < 2; turn++) {
      await nextTask();
      happened.push('other');
    }
  })();
  for (let step = 0; step < 2; step++) {
    happened.push('step');
    await giveWay();
  }
  await other;
  expect(happened).toEqual(['step', 'other', 'step', 'other']);
});

test('work goes on in a page that calls something else its scheduler', async () => {
  vi.stubGlobal('scheduler', {});
  await giveWay();
  vi.unstubAllGlobals();
});
