import { afterEach, expect, test, vi } from 'vitest';

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
