import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watchdog } from '../../src/pool/watchdog.ts';
import { startWait, within } from '../../src/waiting/patience.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a wait ends after its time, unless it is called off', () => {
  const [kept, calledOff] = [vi.fn(), vi.fn()];
  startWait(1000, kept);
  const wait = startWait(1000, calledOff);
  vi.advanceTimersByTime(999);
  expect(kept).not.toHaveBeenCalled();
  wait.end();
  vi.advanceTimersByTime(10_000);
  expect(kept).toHaveBeenCalledTimes(1);
  expect(calledOff).not.toHaveBeenCalled();
});

// A page that a step of training blocks for a minute finds the timer due and the worker's answer waiting, in any order.
test('a worker whose page was blocked for a minute is not taken for one that hangs', () => {
  const onHang = vi.fn();
  void new Watchdog(onHang).watch(
    () => new Promise(() => {}),
    () => {},
  );
  // However late it comes, a timer fires once.
  vi.advanceTimersToNextTimer();
  expect(onHang).not.toHaveBeenCalled();
  vi.advanceTimersByTime(54_000);
  expect(onHang).toHaveBeenCalledTimes(1);
});

test('what is late rejects, what is in time leaves no timer', async () => {
  const late = within(1000, new Promise(() => {}), () => new Error('late'));
  const rejected = expect(late).rejects.toThrow('late');
  vi.advanceTimersByTime(1000);
  await rejected;
  expect(await within(1000, Promise.resolve(5), () => new Error('late'))).toBe(5);
  await expect(within(1000, Promise.reject(new Error('own')), () => new Error('late'))).rejects.toThrow('own');
  expect(vi.getTimerCount()).toBe(0);
});

test('a wait that begins anew takes its time again, or a tenth less', () => {
  const run = vi.fn();
  const wait = startWait(1000, run);
  vi.advanceTimersByTime(999);
  wait.renew();
  vi.advanceTimersByTime(99);
  wait.renew();
  vi.advanceTimersByTime(900);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});
