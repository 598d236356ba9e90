import { afterEach, expect, test, vi } from 'vitest';
import { decodePixels } from '../../src/jpeg/pixels.ts';
import { currentKernels, freshKernels, isInKernels, letGoOfLargeMemory } from '../../src/kernels/kernels.ts';
import { decodePng } from '../../workers/png-decoder.ts';
import { flatJpeg } from '../flat-jpeg.ts';
import { png } from './png-writer.ts';

afterEach(() => vi.unstubAllGlobals());

test('where WebAssembly is forbidden, that is tried once, not for every picture', async () => {
  const Module = vi.fn(function Module() {
    throw new Error("'unsafe-eval' is not allowed");
  });
  vi.stubGlobal('WebAssembly', { Module });
  vi.resetModules();
  const { canRunKernels, freshKernels, NoWebAssembly } = await import('../../src/kernels/kernels.ts');
  expect(canRunKernels()).toBe(false);
  expect(canRunKernels()).toBe(false);
  expect(freshKernels).toThrow(NoWebAssembly);
  expect(Module).toHaveBeenCalledOnce();
});

// A bug: it was taken for what a policy forbids, so that every later JPEG file of the worker failed.
test('want of memory while they are compiled is not remembered, nor met by what compiles them ahead', async () => {
  const Module = vi.fn(function Module() {
    throw new RangeError('Out of memory');
  });
  vi.stubGlobal('WebAssembly', { ...WebAssembly, Module });
  vi.resetModules();
  const { compileAhead, freshKernels: fresh } = await import('../../src/kernels/kernels.ts');
  compileAhead();
  expect(fresh).toThrow(RangeError);
  vi.unstubAllGlobals();
  expect(fresh().memoryBytes).toBeGreaterThan(0);
});

// A bug: of PNG files with 8 bits, whose samples are part of the memory of their rows, all was copied.
test('only what lies in the memory of the kernels has to be copied before the next picture', () => {
  expect(isInKernels(decodePixels(flatJpeg(8, 8), 'rgba', 'fast').data)).toBe(true);
  const file = png({ width: 2, height: 2, type: 2 }, new Array<number>(14).fill(0));
  const { data } = decodePng(file, 3);
  expect(data.byteLength).toBeLessThan(data.buffer.byteLength);
  expect(isInKernels(data)).toBe(false);
});

test('memory that a large picture needed is not kept until the next one comes', () => {
  const kernels = freshKernels();
  kernels.allocate(2 ** 26);
  letGoOfLargeMemory();
  expect(currentKernels().memoryBytes).toBeLessThan(2 ** 20);
});

test('the memory of usual pictures is kept', () => {
  const kernels = freshKernels();
  kernels.allocate(2 ** 25);
  letGoOfLargeMemory();
  expect(currentKernels()).toBe(kernels);
});
