import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchIndexing } from '../../src/index-progress.ts';
import { listed } from '../listed.ts';
import { listingOf } from './listing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('progress is reported ten times a second at most, and at the end', () => {
  const onProgress = vi.fn();
  const { onEntries, finish } = watchIndexing(onProgress, ['.png']);
  const { files } = listed(listingOf(['a/1.png', 'a/2.txt']).folders);
  onEntries({ directories: 1, files });
  onEntries({ directories: 1, files });
  vi.advanceTimersByTime(99);
  onEntries({ directories: 1, files });
  expect(onProgress.mock.calls).toEqual([[{ directories: 1, files: 2, ignored: 1 }]]);
  vi.advanceTimersByTime(1);
  onEntries({ directories: 1, files });
  expect(onProgress.mock.lastCall).toEqual([{ directories: 4, files: 8, ignored: 4 }]);
  onEntries({ directories: 1, files: [] });
  finish();
  expect(onProgress.mock.lastCall).toEqual([{ directories: 5, files: 8, ignored: 4 }]);
  expect(onProgress).toHaveBeenCalledTimes(3);
});
