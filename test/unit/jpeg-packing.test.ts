import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeCoefficients, MAX_PACKED_BYTES } from '../../src/jpeg/coefficients.ts';
import { blocksOf } from '../../src/jpeg/frame.ts';
import { currentKernels } from '../../src/kernels/kernels.ts';
import { flatJpeg } from '../flat-jpeg.ts';

const folder = new URL('../goldens/pictures/jpeg/', import.meta.url);

// Saved at qualities of 30 to 92.
test.each(readdirSync(folder))('the packed coefficients of %s take less than its planes', (name) => {
  const { planes } = decodeCoefficients(new Uint8Array(readFileSync(new URL(name, folder))), 3);
  for (const { packed, blocksWide, blocksHigh } of planes) {
    expect(packed.byteLength).toBeLessThan(blocksWide * blocksHigh * 64);
  }
});

test('planes are packed one after the other, in the room of the largest', () => {
  const photograph = flatJpeg(800, 800);
  const { memoryBytes: before } = currentKernels();
  const [largest, ...others] = decodeCoefficients(photograph, 3).planes.map(blocksOf);
  expect(others).toEqual([largest! / 4, largest! / 4]);
  const coefficients = 1.5 * largest! * 128;
  const taken = currentKernels().memoryBytes - before;
  // Huffman tables are there as well.
  expect(taken).toBeLessThanOrEqual(2 * photograph.length + coefficients + largest! * MAX_PACKED_BYTES + 2 ** 17);
});
