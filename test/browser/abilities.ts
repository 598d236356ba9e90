import { type TestAPI, test } from 'vitest';
import { server } from 'vitest/browser';

/** Chromium is started with a GPU in software: there everything has to run. Other browsers run what they can. */
const runsAll = server.browser === 'chromium';
export const hasWebGpu: boolean = runsAll || (await navigator.gpu?.requestAdapter()) instanceof Object;
const hasWebGl = runsAll || new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
/** What WebKitGTK 2.50 does not do; Firefox 153 does. */
const isWebKit = server.browser === 'webkit';

export type SomeTests = ReturnType<TestAPI['runIf']>;

/** Tests that run where something is there; elsewhere they are left out, under a name that says for want of what. */
export function testsThatNeed(what: string, isThere: boolean): SomeTests {
  if (isThere) return test;
  const because = (name: string): string => `${name} (needs ${what})`;
  const skip = (name: string, run: () => void): void => test.skip(because(name), run);
  const each = (cases: readonly unknown[]) => (name: string, run: () => void) =>
    test.skip.each(cases)(because(name), run);
  return Object.assign(skip, { each }) as unknown as SomeTests;
}

export const gpuTest: SomeTests = testsThatNeed('WebGPU', hasWebGpu);
export const webglTest: SomeTests = testsThatNeed('WebGL 2 in an OffscreenCanvas', hasWebGl);
export const rememberTest: SomeTests = testsThatNeed('handles in IndexedDB', !isWebKit);
export const staleFileTest: SomeTests = testsThatNeed('a file system that notices what became of a file', !isWebKit);
/** Its origin private file system does not support the operation, says WebKitGTK. */
export const diskTest: SomeTests = testsThatNeed('synchronous access to files', !isWebKit);
export const exactAlphaTest: SomeTests = testsThatNeed('half transparent pixels that can be read back', !isWebKit);
/** There the video never begins to play, without an error. */
export const videoTest: SomeTests = testsThatNeed('a video of what a canvas shows', !isWebKit);
export const webPTest: SomeTests = testsThatNeed('an encoder of WebP', !isWebKit);
export const priorityTest: SomeTests = testsThatNeed('tasks with priorities', runsAll || 'Scheduler' in globalThis);
export const halfFloatTest: SomeTests = testsThatNeed('ImageData of half floats', hasHalfFloats());

function hasHalfFloats(): boolean {
  try {
    return !(
      new ImageData(1, 1, { pixelFormat: 'rgba-float16' } as ImageDataSettings).data instanceof Uint8ClampedArray
    );
  } catch {
    return false;
  }
}
