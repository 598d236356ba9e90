import { expect, test } from 'vitest';
import { ByteBudget } from '../../src/pool/byte-budget.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a place waits until there is room', async () => {
  const budget = new ByteBudget(100);
  const [first, second] = [budget.enter(), budget.enter()];
  const log: string[] = [];
  await first.admit(80);
  const waiting = second.admit(30).then(() => log.push('second'));
  await settled();
  expect(log).toEqual([]);
  first.resize(70);
  await waiting;
  expect(budget.peakBytes).toBe(100);
});

test('places are admitted in the order in which they were taken, not asked', async () => {
  const budget = new ByteBudget(100);
  const [first, second] = [budget.enter(), budget.enter()];
  const order: number[] = [];
  const asked = second.admit(10).then(() => order.push(2));
  await settled();
  expect(order).toEqual([]);
  await first.admit(10);
  await asked;
});

test('what exceeds the limit alone goes alone', async () => {
  const budget = new ByteBudget(100);
  const [small, large, next] = [budget.enter(), budget.enter(), budget.enter()];
  await small.admit(1);
  const admitted: string[] = [];
  const both = [large.admit(1000).then(() => admitted.push('large')), next.admit(1).then(() => admitted.push('next'))];
  await settled();
  expect(admitted).toEqual([]);
  small.release();
  await both[0];
  await settled();
  expect(admitted).toEqual(['large']);
  large.release();
  await Promise.all(both);
});

test('a place that is given up lets later ones pass, whenever it is', async () => {
  const budget = new ByteBudget(100);
  const [never, waiting, last] = [budget.enter(), budget.enter(), budget.enter()];
  const abort = new AbortController();
  const aborted = waiting.admit(50, abort.signal);
  const admitted = last.admit(50);
  never.release();
  await aborted;
  await admitted;
  waiting.release();
  waiting.release();
  const more = budget.enter();
  await more.admit(50);
  expect(budget.peakBytes).toBe(100);
});

test('waiting ends with the reason of the signal', async () => {
  const budget = new ByteBudget(10);
  const [holder, waiting] = [budget.enter(), budget.enter()];
  await holder.admit(10);
  const abort = new AbortController();
  const refused = waiting.admit(10, abort.signal);
  abort.abort(new Error('enough'));
  await expect(refused).rejects.toThrow('enough');
});

test('a place that holds bytes goes on with more at once: what it was meant for turned out to be larger', async () => {
  const budget = new ByteBudget(100);
  const [first, second] = [budget.enter(), budget.enter()];
  await Promise.all([first.admit(40), second.admit(40)]);
  await first.admit(90);
  expect(budget.peakBytes).toBe(130);
});
