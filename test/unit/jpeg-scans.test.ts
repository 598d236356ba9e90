import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodePixels } from '../../src/jpeg/pixels.ts';
import { currentKernels } from '../../src/kernels/kernels.ts';

const DHT = 0xc4;
const progressive = new Uint8Array(
  readFileSync(new URL('../goldens/decode/files/jpeg/pillow-progressive-gray.jpg', import.meta.url)),
);

// Each Huffman table takes 17.8 kB in the kernels' memory.
test('a thousand scans, each with a Huffman table of its own, take no more memory than a few', () => {
  const isTable = (at: number): boolean => progressive[at] === 0xff && progressive[at + 1] === DHT;
  const lastTable = [...progressive.keys()].findLast(isTable)!;
  const [head, lastScan] = [progressive.subarray(0, lastTable), progressive.subarray(lastTable, -2)];
  const fileOf = (scans: number): Uint8Array => {
    const file = new Uint8Array(head.length + scans * lastScan.length + 2);
    file.set(head);
    for (let scan = 0; scan < scans; scan++) file.set(lastScan, head.length + scan * lastScan.length);
    file.set([0xff, 0xd9], file.length - 2);
    return file;
  };
  decodePixels(fileOf(1), 'gray', 'fast');
  const before = currentKernels().memoryBytes;
  const file = fileOf(1000);
  decodePixels(file, 'gray', 'fast');
  // The file and its data are there as well, and what describes each scan.
  expect(currentKernels().memoryBytes - before).toBeLessThan(2 * file.length + 2 ** 20);
});
