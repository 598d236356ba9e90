import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readFile } from '../../workers/read-file.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A file of 4 bytes on a disk that is slow at first, and then gives so many of them. */
function slowFile(given: number): Blob {
  const file = new Blob([Uint8Array.of(1, 2, 3, 4)]);
  file.arrayBuffer = () => new Promise(() => {});
  file.stream = () => new Blob([Uint8Array.of(1, 2, 3, 4).subarray(0, given)]).stream();
  return file;
}

async function readSlowly(file: Blob): Promise<Uint8Array> {
  const reading = readFile(file);
  reading.catch(() => {});
  await vi.advanceTimersByTimeAsync(15_000);
  return reading;
}

test('a file that its disk gives slowly is read piece by piece', async () => {
  expect(await readSlowly(slowFile(4))).toEqual(Uint8Array.of(1, 2, 3, 4));
});

// It was filled up with zeros.
test('a file that was cut off while it was read slowly is no file of zeros', async () => {
  await expect(readSlowly(slowFile(3))).rejects.toMatchObject({
    tag: 'read',
    message: expect.stringContaining('ends earlier'),
  });
});
