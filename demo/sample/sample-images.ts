import type { PlacedFile } from '../../src/index.ts';
import { timeSlices } from '../time-slices.ts';
import { drawShape, type Shape } from './draw.ts';
import { encodeBmp } from './encode-bmp.ts';
import { encodeGif } from './encode-gif.ts';
import { createRandom } from './random.ts';

const SHAPES: readonly Shape[] = ['circle', 'square', 'triangle'];
const PICTURES_PER_SHAPE = 100;
const SEED = 20;

/** How long the page waits for its turn: a frame. */
const SLICE_MS = 16;

type Encoder = (canvas: OffscreenCanvas) => Promise<Blob> | Blob;

const ENCODERS: readonly (readonly [extension: string, encode: Encoder])[] = [
  ['jpg', (canvas) => canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })],
  ['png', (canvas) => canvas.convertToBlob({ type: 'image/png' })],
  ['bmp', (canvas) => new Blob([encodeBmp(pixelsOf(canvas))])],
  ['gif', (canvas) => new Blob([encodeGif(pixelsOf(canvas))])],
];

/**
 * Makes a few hundred pictures of different sizes and formats, in a folder for each class; always the same ones.
 *
 * @param onProgress - Told how many files are made, after each.
 */
export async function makeSampleImages(options: {
  readonly signal: AbortSignal;
  readonly onProgress: (made: number) => void;
}): Promise<PlacedFile[]> {
  const random = createRandom(SEED);
  const files: PlacedFile[] = [];
  const pause = timeSlices(SLICE_MS);
  for (let number = 1; number <= PICTURES_PER_SHAPE; number++) {
    for (const shape of SHAPES) {
      const [extension, encode] = random.pick(ENCODERS);
      const name = `${shape}-${String(number).padStart(3, '0')}.${extension}`;
      const blob = await encode(drawShape(shape, random));
      files.push({ path: `${shape}s/${name}`, file: new File([blob], name) });
      options.onProgress(files.length);
      await pause();
      options.signal.throwIfAborted();
    }
  }
  return files;
}

function pixelsOf(canvas: OffscreenCanvas): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}
