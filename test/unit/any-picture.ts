import fc from 'fast-check';
import { PixelImage, type PixelMode } from '../../src/index.ts';

const CHANNELS = { L: 1, RGB: 3, RGBA: 4, 'I;16': 1, I: 1 } as const;

/** Small pictures of these modes, with any pixels. */
export function anyPicture(...modes: readonly PixelMode[]): fc.Arbitrary<PixelImage> {
  const side = fc.integer({ min: 1, max: 20 });
  return fc.tuple(fc.constantFrom(...modes), side, side).chain(([mode, width, height]) => {
    const length = width * height * CHANNELS[mode];
    return samplesOf(mode, length).map((data) => new PixelImage(mode, width, height, data));
  });
}

function samplesOf(mode: PixelMode, length: number): fc.Arbitrary<PixelImage['data']> {
  const size = { minLength: length, maxLength: length };
  if (mode === 'I;16') return fc.uint16Array(size).map((data) => new Uint16Array(data));
  if (mode === 'I') return fc.int32Array(size).map((data) => new Int32Array(data));
  return fc.uint8Array(size).map((data) => new Uint8Array(data));
}
