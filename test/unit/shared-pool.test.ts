import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leasePool } from '../../src/pool/shared-pool.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const noWorker = (): Worker => {
  throw new Error('Node has none.');
};

/** Takes a share, has the pool do something, and lets go. */
function use() {
  const { pool, release } = leasePool(noWorker, 1);
  pool.warmUp();
  release('when-idle');
  return pool;
}

// Each call of `loadImg` with a source of its own left one behind.
test('a pool that has ended for idleness is forgotten, one that was used meanwhile or is leased is not', () => {
  const pool = use();
  vi.advanceTimersByTime(29_000);
  expect(use()).toBe(pool);
  vi.advanceTimersByTime(29_000);
  const lease = leasePool(noWorker, 1);
  vi.advanceTimersByTime(31_000);
  expect(use()).toBe(pool);
  lease.release('when-idle');
  vi.advanceTimersByTime(31_000);
  expect(use()).not.toBe(pool);
});

test('a pool that ends late takes no newer one along', () => {
  const old = leasePool(noWorker, 1);
  old.release();
  const newer = use();
  old.pool.warmUp();
  vi.advanceTimersByTime(29_000);
  expect(use()).toBe(newer);
  vi.advanceTimersByTime(2_000);
  expect(use()).toBe(newer);
});
