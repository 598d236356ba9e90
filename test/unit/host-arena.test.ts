import { expect, test } from 'vitest';
import { HostArena } from '../../src/engine/host-arena.ts';

test('parts begin at multiples of the alignment and keep their bytes as the arena grows', () => {
  const arena = new HostArena();
  const large = new Uint8Array(3 * 2 ** 20).fill(7);
  expect(arena.write(Uint8Array.of(1, 2, 3, 4, 5))).toBe(0);
  expect(arena.write(Uint16Array.of(0x0908))).toBe(8);
  expect(arena.write(large)).toBe(12);
  expect(arena.write(Uint8Array.of(6), 256)).toBe(3 * 2 ** 20 + 256);
  expect(arena.bytes).toHaveLength(3 * 2 ** 20 + 260);
  expect([...arena.bytes.subarray(0, 14)]).toEqual([1, 2, 3, 4, 5, 0, 0, 0, 8, 9, 0, 0, 7, 7]);
  expect(arena.bytes[3 * 2 ** 20 + 256]).toBe(6);
});

test('a part of a larger buffer is taken without its surroundings', () => {
  const arena = new HostArena();
  arena.write(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8).subarray(2, 6));
  expect([...arena.bytes]).toEqual([3, 4, 5, 6]);
});

test('it is empty after it was cleared', () => {
  const arena = new HostArena();
  arena.write(new Uint8Array(100));
  arena.clear();
  expect(arena.bytes).toHaveLength(0);
  expect(arena.write(Uint8Array.of(1))).toBe(0);
});
