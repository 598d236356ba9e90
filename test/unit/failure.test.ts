import { expect, test } from 'vitest';
import { attempt, Failure } from '../../workers/failure.ts';

test("what a step throws becomes its tag: a Failure's own, 'limit' for want of memory, else the step's", async () => {
  const tagOf = async (run: () => unknown) => {
    const outcome = await attempt('decode', run);
    return outcome.ok ? null : outcome.tag;
  };
  expect(await tagOf(() => 1)).toBe(null);
  expect(
    await tagOf(() => {
      throw new Failure('unsupported', 'it is odd');
    }),
  ).toBe('unsupported');
  expect(await tagOf(() => new Uint8Array(2 ** 53))).toBe('limit');
  expect(await tagOf(() => Promise.reject('out of memory'))).toBe('limit');
  expect(await tagOf(() => Promise.reject(new Error('unforeseen')))).toBe('decode');
});
